# A NUL or a bare CR in a command is refused; the session goes on

S: +OK*
C: US\0ER joe
S: -ERR*
C: US\rER joe
S: -ERR*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: NO\0OP
S: -ERR*
C: NOOP
S: +OK
C: QUIT
S: +OK*
EOF

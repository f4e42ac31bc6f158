# -x hides a capability, and then the command is unknown
server: -x UIDL -x SASL -x lang -x utf8 -x IMPLEMENTATION -x last
maildir: one-message

S: +OK*
C: CAPA
S: +OK*
S: TOP
S: USER
S: PIPELINING
S: RESP-CODES
S: AUTH-RESP-CODE
S: EXPIRE NEVER
S: .
C: AUTH PLAIN
S: -ERR unknown command
C: UTF8
S: -ERR unknown command
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: UIDL
S: -ERR unknown command
C: LANG
S: -ERR unknown command
C: LAST
S: -ERR unknown command
C: QUIT
S: +OK*
EOF

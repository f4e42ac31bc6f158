# RFC 1939 section 3: a command of the other state is refused

S: +OK*
C: STAT
S: -ERR log in first
C: NOOP
S: -ERR log in first
C: RETR 1
S: -ERR log in first
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has 0 messages (0 octets)
C: USER joe
S: -ERR not after login
C: UTF8
S: -ERR not after login
C: NOOP
S: +OK
C: noop
S: +OK
C: STAT
S: +OK 0 0
C: LIST
S: +OK 0 messages (0 octets)
S: .
C: QUIT
S: +OK*
EOF

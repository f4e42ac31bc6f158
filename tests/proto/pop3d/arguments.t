# RFC 1939 section 3: arguments are numbers, as many as belong there
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: DELE 1x
S: -ERR*
C: DELE -1
S: -ERR*
C: DELE +1
S: -ERR*
C: DELE
S: -ERR*
C: DELE 1 2
S: -ERR*
C: DELE 4294967297
S: -ERR*
C: DELE 99999999999999999999999
S: -ERR*
C: STAT 1
S: -ERR*
C: NOOP now
S: -ERR*
C: LIST 1 2
S: -ERR*
C: LIST\x20
S: +OK 2 messages*
S: 1 72
S: 2 79
S: .
C: HELP
S: -ERR unknown command
C:
S: -ERR unknown command
C: STAT
S: +OK 2 151
C: QUIT
S: +OK*
EOF

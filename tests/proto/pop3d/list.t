# RFC 1939 section 5: LIST of all, of one, and of none
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: LIST
S: +OK 2 messages (151 octets)
S: 1 72
S: 2 79
S: .
C: LIST 2
S: +OK 2 79
C: LIST 3
S: -ERR no such message
C: LIST 0
S: -ERR no such message
C: DELE 1
S: +OK*
C: LIST 1
S: -ERR no such message
C: LIST
S: +OK 1 messages (79 octets)
S: 2 79
S: .
C: QUIT
S: +OK*
EOF

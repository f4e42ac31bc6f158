# RFC 1939 section 3: an empty message is only its terminator
file: $MAILDIR/new/1700000001.M1P1.host
|-

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: LIST
S: +OK 1 messages (0 octets)
S: 1 0
S: .
C: RETR 1
S: +OK 0 octets
S: .
C: TOP 1 5
S: +OK
S: .
C: QUIT
S: +OK*
EOF

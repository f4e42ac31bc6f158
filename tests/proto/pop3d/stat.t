# RFC 1939 section 5: STAT gives the number of messages and their octets
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: STAT
S: +OK 2 151
C: DELE 1
S: +OK message 1 deleted
C: STAT
S: +OK 1 79
C: QUIT
S: +OK*
EOF

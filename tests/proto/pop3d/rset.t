# RFC 1939 section 5: RSET unmarks what DELE marked
maildir: two-messages
check: Maildir/cur/* count 2

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: DELE 1
S: +OK*
C: DELE 2
S: +OK*
C: STAT
S: +OK 0 0
C: RSET
S: +OK maildrop has 2 messages (151 octets)
C: STAT
S: +OK 2 151
C: QUIT
S: +OK bye
EOF

# RFC 1939 section 6: QUIT removes what DELE marked
maildir: two-messages
check: Maildir/cur/* count 1
check: Maildir/cur/1700000002* count 1

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: DELE 1
S: +OK message 1 deleted
C: DELE 1
S: -ERR no such message
C: RETR 1
S: -ERR no such message
C: TOP 1 0
S: -ERR no such message
C: UIDL 1
S: -ERR no such message
C: QUIT
S: +OK bye, 1 messages removed
EOF

# RFC 1939 section 6: QUIT says what it could not remove
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: DELE 1
S: +OK*
C: DELE 2
S: +OK*
! chmod 500 $MAILDIR/cur
C: QUIT
S: -ERR [SYS/TEMP] some deleted messages not removed: 2 of 2
EOF
! chmod 700 $MAILDIR/cur
check: Maildir/cur/* count 2

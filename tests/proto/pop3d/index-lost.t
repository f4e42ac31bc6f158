# UIDs given anew in mid-session: nothing is deleted that was not meant
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
! rm $MAILDIR/cur/1700000001* $MAILDIR/postern-index
C: QUIT
S: -ERR [SYS/TEMP] some deleted messages not removed: 1 of 1
EOF

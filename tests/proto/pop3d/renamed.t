# A message that others have moved or renamed is found by its base name
maildir: two-messages
check: Maildir/cur/* count 1

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
! mv $MAILDIR/cur/1700000001* $MAILDIR/cur/1700000001.M1P1.host,S=67,W=72:2,FRS
! mv $MAILDIR/cur/1700000002* $MAILDIR/new/1700000002.M2P1.host
C: RETR 1
S: +OK 72 octets
S: ...
S: .
C: RETR 2
S: +OK 79 octets
S: ...
S: .
C: DELE 1
S: +OK*
C: QUIT
S: +OK bye, 1 messages removed
EOF

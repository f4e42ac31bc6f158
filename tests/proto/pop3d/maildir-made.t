# An account without a Maildir has an empty maildrop
user: joe secret
check: Maildir/cur/* count 0

! rm -r $MAILDIR
CONNECT2
S2: +OK*
C2: USER joe
S2: +OK*
C2: PASS secret
S2: +OK maildrop has 0 messages (0 octets)
C2: QUIT
S2: +OK*
EOF2
! test -d $MAILDIR/cur
S: +OK*

# a fifo in place of maildirsize holds up no session
maildir: one-message
! mkfifo $MAILDIR/maildirsize
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has 1 *
C: DELE 1
S: +OK*
C: QUIT
S: +OK bye, 1 messages removed
EOF

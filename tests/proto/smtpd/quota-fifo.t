# a fifo in place of maildirsize holds up no delivery
check: Maildir/new/* count 1
! mkdir -p $MAILDIR && rm -f $MAILDIR/maildirsize && mkfifo $MAILDIR/maildirsize
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 250 *
C: QUIT
S: 221 *
EOF

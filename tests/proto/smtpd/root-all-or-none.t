# S-13: when one user's copy cannot be written, nobody gets one
root: needed
user: joe secret
user: ann secret
check: Maildir/new/* count 0
check: Maildir/tmp/* count 0
! rm -rf $ROOT/home/ann/Maildir && echo > $ROOT/home/ann/Maildir
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 451 4.3.0 *

# RFC 2033: over LMTP each has his own verdict, also of several uids
root: needed
server: -L
user: joe secret
user: ann secret
check: Maildir/new/* count 1
check: Maildir/tmp/* count 0
! rm -rf $ROOT/home/ann/Maildir && echo > $ROOT/home/ann/Maildir
S: 220 *
C: LHLO me
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
S: 250 2.0.0 *
S: 451 4.3.0 *

# safety 5.4: to users of several uids by processes that are they; one copy each
root: needed
user: joe secret
user: ann secret
file: $ROOT/aliases
| team: joe, ann
server: -a $ROOT/aliases
check: Maildir/new/* count 1
check: ../ann/Maildir/new/* count 1
check: Maildir/tmp/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<team@example.org>
S: 250 *
C: RCPT TO:<nobody-here@example.org>
S: 550 5.1.1 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *
! test "$(stat -c %u $MAILDIR/new/*)" = "$(stat -c %u $HOME)"
! test "$(stat -c %u $MAILDIR/new/*)" != 0

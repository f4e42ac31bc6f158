# an alias file that includes a list; members a line
user: joe secret
user: ann secret
file: $ROOT/list 644
| # the list
| joe
| ann, joe
file: $ROOT/aliases
| all: :include:$ROOT/list
| gone: :include:$ROOT/nothing
! sed -i "s|.ROOT|$ROOT|" aliases
server: -a $ROOT/aliases
check: Maildir/new/* count 1
check: ../ann/Maildir/new/* count 1
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<all@example.org>
S: 250 *
C: RCPT TO:<gone@example.org>
S: 451 4.3.5 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *

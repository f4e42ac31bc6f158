# -C gets what nobody has, under the address that was asked for
user: joe secret
user: ann secret
server: -C ann
check: ../ann/Maildir/new/* count 1
check: ../ann/Maildir/new/* contains Delivered-To: any.thing@example.org\n
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<any.thing@example.org>
S: 250 *
C: RCPT TO:<any.thing@elsewhere.example>
S: 550 5.7.1 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *

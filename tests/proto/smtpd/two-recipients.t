# S-16: with several recipients none is named in Received
user: joe secret
user: ann secret
check: Maildir/new/* count 1
check: Maildir/new/* lacks for <
check: ../ann/Maildir/new/* count 1
check: ../ann/Maildir/new/* lacks joe
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
C: Subject: x
C:
C: .
S: 250 2.0.0 *

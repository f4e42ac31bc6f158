# 7.3: maildirsize; what never fits is 552, what may fit later 452
user: joe secret quota=2K
check: Maildir/new/* count 1
check: Maildir/maildirsize contains 2048S
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net> SIZE=500
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: \{40:0123456789012345678901234567890\r\n}
C: .
S: 250 2.0.0 *
C: MAIL FROM:<a@example.net> SIZE=1500
S: 250 *
C: RCPT TO:<joe@example.org>
S: 452 4.2.2 *
C: RSET
S: 250 *
C: MAIL FROM:<a@example.net> SIZE=3000
S: 250 *
C: RCPT TO:<joe@example.org>
S: 552 5.2.2 *
C: RSET
S: 250 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: \{40:0123456789012345678901234567890\r\n}
C: .
S: 452 4.2.2 *

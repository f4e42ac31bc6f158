# S-12: a CR at the very end of the message is a bare one
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: BDAT 3 LAST
C- ab\r
S: 550 5.6.0 *

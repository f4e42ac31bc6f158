# several transactions a session, nothing of one in the next
check: Maildir/new/* count 2
check: Maildir/new/* lacks b@example.net
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
C: MAIL FROM:<b@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RSET
S: 250 2.0.0 *
C: DATA
S: 503 5.5.1 *
C: MAIL FROM:<b@example.net> SMTPUTF8
S: 250 *
C: EHLO again
S: ...
S: 250 HELP
C: RCPT TO:<joe@example.org>
S: 503 5.5.1 *
C: MAIL FROM:<c@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: two
C: .
S: 250 *
C: QUIT
S: 221 *
EOF

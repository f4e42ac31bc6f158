# so is one that stops within its message
server: -t 1
modes: lines pipes
check: Maildir/tmp/* count 0
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
S: 421 4.4.2 *
EOF

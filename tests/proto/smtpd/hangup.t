# S-19: a connection lost before the end of the message discards it
check: Maildir/new/* count 0
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
C- half a line
HANGUP
EOF

# S-3: a bare LF is refused at the true end
check: Maildir/new/* count 0
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
C- a\n.\nMAIL FROM:<evil@example.net>\nRCPT TO:<joe@example.org>\nDATA\nx\r\n.\r\n
S: 550 5.6.0 *LF*
C: MAIL FROM:<a@example.net>
S: 250 *
C: QUIT
S: 221 *
EOF

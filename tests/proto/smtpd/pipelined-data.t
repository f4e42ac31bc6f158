# RFC 2920 section 3.1: the text waits for 354
modes: lines pipes
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C- MAIL FROM:<a@example.net>\r\nRCPT TO:<joe@example.org>\r\nDATA\r\nhello\r\n.\r\n
S: 250 *
S: 250 *
S: 554 5.5.0 *
EOF

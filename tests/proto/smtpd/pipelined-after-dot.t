# RFC 2920 section 3.1: the next group may come with the end of the message
modes: lines pipes
check: Maildir/new/* count 2
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C- MAIL FROM:<a@example.net>\r\nRCPT TO:<joe@example.org>\r\nDATA\r\n
S: 250 *
S: 250 *
S: 354 *
C- one\r\n.\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<joe@example.org>\r\nDATA\r\n
S: 250 2.0.0 *
S: 250 2.1.0 *
S: 250 2.1.5 *
S: 354 *
C- two\r\n.\r\nQUIT\r\n
S: 250 2.0.0 *
S: 221 *
EOF

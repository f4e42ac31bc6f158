# RFC 2920 section 3.1: EHLO is the last of its group
modes: lines pipes
S: 220 *
C- EHLO me\r\nMAIL FROM:<a@example.net>\r\n
S: 554 5.5.0 *
EOF

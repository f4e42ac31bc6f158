# S-20: netcat ends command lines with LF alone
S: 220 *
C- HELO me\n
S: 250 *
C- MAIL FROM:<a@example.net>\n
S: 250 *
C- RCPT TO:<joe@example.org>\n
S: 250 *
C- RSET\n
S: 250 *
C- QUIT\n
S: 221 *
EOF

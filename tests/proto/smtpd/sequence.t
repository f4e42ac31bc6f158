# RFC 5321 section 4.1.4: the order of commands
S: 220 *
C: MAIL FROM:<a@example.net>
S: 503 5.5.1 say EHLO or HELO first
C: RCPT TO:<joe@example.org>
S: 503 5.5.1 *
C: HELO me
S: 250 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: MAIL FROM:<a@example.net>
S: 503 5.5.1 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: MAIL FROM:<a@example.net>
S: 503 5.5.1 *
C: RSET all
S: 501 5.5.4 *
C: QUIT now
S: 501 5.5.4 *
C: QUIT
S: 221 *
EOF

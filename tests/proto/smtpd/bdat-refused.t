# S-12: announced octets are read whatever is wrong, and are no commands
check: Maildir/new/* count 0
S: 220 *
C: BDAT 6
C- QUIT\r\n
S: 503 5.5.1 *
C: EHLO me
S: ...
S: 250 HELP
C: BDAT 6 LAST
C- QUIT\r\n
S: 503 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: BDAT 6
C- QUIT\r\n
S: 554 5.5.1 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: BDAT 8
C- bare\nlf\n
S: 550 5.6.0 *
C: BDAT 6
C- QUIT\r\n
S: 503 5.5.1 *
C: BDAT 6 LAST
C- QUIT\r\n
S: 503 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 250 *

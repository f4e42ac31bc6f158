# RFC 3030 section 2: SIZE limits the sum of the chunks
server: -S 1024
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: BDAT 1000
C- \{1000:x}
S: 250 *
C: BDAT 25
C- \{25:x}
S: 552 5.3.4 *
C: RSET
S: 250 *

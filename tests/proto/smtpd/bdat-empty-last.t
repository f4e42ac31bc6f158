# RFC 3030 section 2: BDAT 0 LAST ends it too
check: Maildir/new/* count 1
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: BDAT 6
C- a: b\r\n
S: 250 *
C: BDAT 0 LAST
S: 250 2.0.0 *

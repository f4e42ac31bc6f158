# RFC 2033 section 4.2: also a refusal is said for each recipient
user: joe secret
user: ann secret
server: -L
check: Maildir/new/* count 0
S: 220 *
C: LHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: DATA
S: 354 *
C- bare\nlf\r\n.\r\n
S: 550 5.6.0 *
S: 550 5.6.0 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: BDAT 5
C- bare\n
S: 250 2.0.0 5 octets received
C: BDAT 0 LAST
S: 550 5.6.0 *
S: 550 5.6.0 *
C: NOOP
S: 250 *

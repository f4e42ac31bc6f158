# RFC 5321 section 4.1.1.3: bad recipients; the transaction goes on
S: 220 *
C: HELO me
S: 250 *
C: RCPT TO:<joe@example.org>
S: 503 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<>
S: 501 5.1.3 *
C: RCPT TO:<joe@@example.org>
S: 501 5.1.3 *
C: RCPT TO:
S: 501 5.5.4 *
C: RCPT FROM:<joe@example.org>
S: 501 5.5.4 *
C: RCPT TO:<joe@\{300:a}>
S: 501 5.1.3 *too long
C: RCPT TO:<joe@example.org>
S: 250 2.1.5 *

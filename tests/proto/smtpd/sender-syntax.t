# RFC 5321 section 4.1.2: bad sender addresses, with a reason
S: 220 *
C: HELO me
S: 250 *
C: MAIL FROM:<joe@a..b>
S: 501 5.1.7 *
C: MAIL FROM:<joe@a@b>
S: 501 5.1.7 *
C: MAIL FROM:<\{256:a}@b>
S: 501 5.1.7 *too long
C: MAIL TO:<joe@example.org>
S: 501 5.5.4 *
C: MAIL FROM:<"joe \x01"@example.org>
S: 501 5.1.7 *
C: MAIL FROM:<\{255:a}@\{255:b}>
S: 250 *

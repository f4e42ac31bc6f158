# S-7: DATA without recipients, and without MAIL; DATA takes nothing
S: 220 *
C: DATA
S: 503 5.5.1 *
C: EHLO me
S: ...
S: 250 HELP
C: DATA
S: 503 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: DATA
S: 554 5.5.1 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA now
S: 501 5.5.4 *

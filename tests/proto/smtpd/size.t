# RFC 1870: too big is said at MAIL, or after the dot, and the session goes on
server: -S 2000
check: Maildir/new/* count 1
S: 220 *
C: EHLO me
S: ...
S: 250-SIZE 2000
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net> SIZE=2001
S: 552 5.3.4 *
C: MAIL FROM:<a@example.net> SIZE=99999999999999999999
S: 552 5.3.4 *
C: MAIL FROM:<a@example.net> SIZE=2000
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: \{2000:x}
C: .
S: 552 5.3.4 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: \{1998:x}
C: .
S: 250 2.0.0 *

# RFC 9422 section 4.2: after RCPTMAX recipients 452, and the others stay
modes: lines pipelined
check: Maildir/new/* count 1
limit: 120
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C- \{1000:RCPT TO:<joe@example.org>\r\n}
C: RCPT TO:<joe@example.org>
S: ...
S: 452 4.5.3 *
C: DATA
S: 354 *
C: x
C: .
S: 250 *

# a group behind a MAIL that was refused is one mistake, not thirty
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C- MAIL FROM:<a@@b>\r\n\{30:RCPT TO:<joe@example.org>\r\n}
C: NOOP
S: 501 5.1.7 *
S: 503 5.5.1 say MAIL first
S: ...
S: 250 *

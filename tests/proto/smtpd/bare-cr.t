# S-3: a bare CR is refused at the true end
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C- a\r\n.\r\r\nMAIL FROM:<evil@example.net>\r\n.\r\n
S: 550 5.6.0 *CR*
C: NOOP
S: 250 *

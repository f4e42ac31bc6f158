# RFC 5321 section 6.3: a message that has been everywhere is in a loop
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
C- \{101:Received: from x by y\r\n}\r\n.\r\n
S: 554 5.4.6 *

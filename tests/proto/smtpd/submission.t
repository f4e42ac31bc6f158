# RFC 6409: -M wants AUTH first, one's own address, and completes the header
server: -M -c
check: Maildir/new/* count 1
check: Maildir/new/* contains with ESMTPA id
check: Maildir/new/* contains +0000\nSubject: x\nDate: * +0000\nMessage-ID: <*@mx.example.org>\n\nhi\n
check: Maildir/new/* lacks Bcc
check: Maildir/new/* lacks evil
S: 220 *
C: EHLO me
S: ...
S: 250-AUTH PLAIN LOGIN
S: 250 HELP
C: MAIL FROM:<joe@example.org>
S: 530 5.7.0 *
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 235 2.7.0 *
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 503 5.5.1 *
C: EHLO me
S: ...
S: 250-LIMITS *
S: 250 HELP
C: MAIL FROM:<ann@example.org>
S: 553 5.7.1 *
C: MAIL FROM:<joe@elsewhere.example>
S: 553 5.7.1 *
C: MAIL FROM:<joe@example.org> AUTH=<>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: x
C: Bcc: <evil@example.net>,
C:  <evil@example.com>
C:
C: hi
C: .
S: 250 *

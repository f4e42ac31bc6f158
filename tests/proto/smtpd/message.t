# RFC 5321 section 3.3: one message, its trace and its text
check: Maildir/new/* count 1
check: Maildir/new/* contains Return-Path: <a@example.net>\nDelivered-To: joe@example.org\nReceived: from client.example.net ([127.0.0.1])\n\tby mx.example.org with ESMTP id *\n\tfor <joe@example.org>; *, * 20* *:*:* +0000\nSubject: hello\n\none\n.\n..two\nthree.\n
S: 220 *
C: EHLO client.example.net
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 2.1.0 *
C: RCPT TO:<joe@example.org>
S: 250 2.1.5 *
C: DATA
S: 354 *
C: Subject: hello
C:
C: one
C: ..
C: ...two
C: .three.
C: .
S: 250 2.0.0 *
C: QUIT
S: 221 *

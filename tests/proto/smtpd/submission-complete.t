# a Date and a Message-ID that are there stay
server: -M -c
check: Maildir/new/* contains +0000\ndate: yesterday\nMESSAGE-ID: <1@x>\n\nhi\n
check: Maildir/new/* lacks Date:
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 235 *
C: MAIL FROM:<joe@example.org>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: date: yesterday
C: MESSAGE-ID: <1@x>
C:
C: hi
C: .
S: 250 *

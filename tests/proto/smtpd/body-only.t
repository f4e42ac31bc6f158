# a text without header stays readable: an empty line goes before it
check: Maildir/new/* contains +0000\n\nHello Joe,\nTo: you\n
S: 220 *
C: HELO me
S: 250 mx.example.org
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Hello Joe,
C: To: you
C: .
S: 250 2.0.0 *

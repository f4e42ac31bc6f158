# RFC 2033: LHLO, and one reply for each recipient
user: joe secret
user: ann secret
server: -L
check: Maildir/new/* count 1
check: Maildir/new/* contains with LMTP id
check: ../ann/Maildir/new/* count 1
S: 220 mx.example.org LMTP postern
C: EHLO me
S: 500 5.5.1 *
C: HELO me
S: 500 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 503 5.5.1 say LHLO first
C: LHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<nobody-here@example.org>
S: 550 5.1.1 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: x
C:
C: .
S: 250 2.0.0 *
S: 250 2.0.0 *
C: QUIT
S: 221 *
EOF

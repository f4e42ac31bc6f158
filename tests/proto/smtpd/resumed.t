# RFC 3207 section 4.2: after STARTTLS no greeting, and EHLO again
server: -w false
env: POSTERN_STARTTLS=192.0.2.7 1234 192.0.2.8 25
check: Maildir/new/* contains from me ([192.0.2.7])\n\tby mx.example.org with ESMTPS id
C: MAIL FROM:<a@example.net>
S: 503 5.5.1 *
C: EHLO me
S: 250-mx.example.org
S: 250-PIPELINING
S: 250-SIZE *
S: 250-8BITMIME
S: 250-SMTPUTF8
S: 250-ENHANCEDSTATUSCODES
S: 250-CHUNKING
S: 250-LIMITS *
S: 250 HELP
C: STARTTLS
S: 503 5.5.1 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: x
C: .
S: 250 *

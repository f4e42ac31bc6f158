# RFC 3030, S-12: chunks, whose ends split lines, and no dots
check: Maildir/new/* count 1
check: Maildir/new/* contains Subject: x\n\n.\n..\nend\n
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: BDAT 11
C- Subject: x\r
S: 250 2.0.0 11 octets received
C: BDAT 13
C- \n\r\n.\r\n..\r\nend
S: 250 2.0.0 13 octets received
C: BDAT 0
S: 250 2.0.0 0 octets received
C: DATA
S: 503 5.5.1 *
C: RCPT TO:<joe@example.org>
S: 503 5.5.1 *
C: BDAT 2 last
C- \r\n
S: 250 2.0.0 message accepted*
C: QUIT
S: 221 *
EOF

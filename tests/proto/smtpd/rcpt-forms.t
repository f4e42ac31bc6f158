# RFC 5321 sections 4.1.2, 4.5.1 and appendix C: forms of one recipient
S: 220 *
C: HELO me
S: 250 *
C: MAIL FROM:<>
S: 250 *
C: RCPT TO:<@relay.example,@other.example:joe@example.org>
S: 250 *
C: RCPT TO:<"joe"@example.org>
S: 250 *
C: RCPT TO:<joe@EXAMPLE.org.>
S: 250 *
C: RCPT TO:<JOE@example.org>
S: 250 *

# RFC 5321 section 4.1.1.4: one reply, and a copy in each mailbox (S-13)
user: u1
user: u2
user: u3
user: u4
user: u5
check: ../u1/Maildir/new/* count 1
check: ../u5/Maildir/new/* count 1
check: ../u5/Maildir/new/* contains Delivered-To: u5@example.org\n
S: 220 *
C: EHLO me
S: ...
S: 250 *
C: MAIL FROM:<a@b.example>
S: 250 *
C: RCPT TO:<u1@example.org>
S: 250 *
C: RCPT TO:<u2@example.org>
S: 250 *
C: RCPT TO:<u3@example.org>
S: 250 *
C: RCPT TO:<u4@example.org>
S: 250 *
C: RCPT TO:<u5@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: to all
C:
C: five times
C: .
S: 250 *message accepted*
C: QUIT
S: 221 *

# S-15: unknown users, and other people's domains
check: Maildir/new/* count 0
S: 220 *
C: HELO me
S: 250 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<nobody-here@example.org>
S: 550 5.1.1 *
C: RCPT TO:<joe@example.com>
S: 550 5.7.1 *
C: DATA
S: 554 5.5.1 no valid recipients
C: RSET
S: 250 *

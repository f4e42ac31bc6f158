# S-8: text lines of any length are stored as they are
check: Maildir/new/* contains 99999xyz\n
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: x
C:
C: \{70000:9}xyz
C: .
S: 250 *

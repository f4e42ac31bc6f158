# -H: the PROXY header says who is there, and is not part of the session
# pipelined, EHLO would come with it, and too early
server: -H
modes: lines bytes pipes
check: Maildir/new/* contains from me ([192.0.2.77])
check: LOG contains rip=192.0.2.77
C: PROXY TCP4 192.0.2.77 192.0.2.1 5000 25
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
C: x
C: .
S: 250 *

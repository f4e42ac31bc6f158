# A message that no recipient over LMTP gets is not in the log as accepted
user: joe secret
user: ann secret
server: -L -F /bin/false
check: Maildir/new/* count 0
check: LOG contains not-accepted rip=127.0.0.1 id=* rcpts=2 size=* delay=* text=deferred
check: LOG contains accepted=0
S: 220 *
C: LHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: x
C:
C: .
S: 451 4.7.1 *
S: 451 4.7.1 *
C: QUIT
S: 221 *
EOF

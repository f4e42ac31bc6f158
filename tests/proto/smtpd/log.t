# DESIGN section 8: what the log says of a session
check: LOG contains connect rip=127.0.0.1 rport=* lip=* tls=no\n
check: LOG contains refused rip=127.0.0.1 from=<a@example.net> to=<\\x22no\\x20one\\x22@example.org> reason=unknown
check: LOG contains accepted rip=127.0.0.1 id=* from=<a@example.net> to=<joe@example.org> rcpts=1 size=* delay=*
check: LOG contains end rip=127.0.0.1 reason=quit mails=1 accepted=1 errors=0 unknown=1 in=* out=* secs=*
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<"no one"@example.org>
S: 550 5.1.1 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: x
C: .
S: 250 *
C: QUIT
S: 221 *
EOF

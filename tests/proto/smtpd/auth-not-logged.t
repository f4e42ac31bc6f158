# -l: commands are logged, passwords are not
server: -M -c -l -l
check: LOG contains command="AUTH\\x20PLAIN"
check: LOG contains command="MAIL\\x20FROM:<joe@example.org>"
check: LOG lacks AGpvZQBzZWNyZXQ
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH PLAIN
S: 334 
C: *
S: 501 *
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 235 *
C: MAIL FROM:<joe@example.org>
S: 250 *

# -l: commands are logged, passwords are not
server: -M -c -l -l
modes: lines bytes pipes
check: LOG contains text="AUTH\\x20PLAIN"
check: LOG contains text="MAIL\\x20FROM:<joe@example.org>"
check: LOG lacks AGpvZQBzZWNyZXQ
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH PLAIN
S: 334 
C: *
S: 501 *
C: AGpvZQBzZWNyZXQ=
S: 500 *
C: AUTH\tPLAIN AGpvZQBzZWNyZXQ=
S: 235 *
C: MAIL FROM:<joe@example.org>
S: 250 *

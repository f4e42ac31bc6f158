# -o: a trusted user writes in any name
server: -M -c -o
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 235 *
C: MAIL FROM:<list@elsewhere.example>
S: 250 *

# -i with no such directory: guests get in, and the log tells
server: -a $ROOT/guests -i /incoming
user: joe secret
file: guests/x
| x

S: 220 *
C: USER anonymous
S: 331 *
C: PASS me@example.org
S: 230 *
C: CWD incoming
S: 550 *
C: QUIT
S: 221 *
EOF
check: LOG contains incoming path=/incoming error="No such file or directory"

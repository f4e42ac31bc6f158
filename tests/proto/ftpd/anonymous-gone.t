# -a with no such directory: guests do not get in, and the log tells
server: -a $ROOT/guests
user: joe secret

S: 220 *
C: USER anonymous
S: 331 *
C: PASS me@example.org
S: 421 Cannot use your home directory.
EOF
check: LOG contains become user=anonymous
check: LOG contains error="No such file or directory"

# BSD: a dash before a guest's password asks for short replies
server: -a $ROOT/pub -m $ROOT/motd
file: motd
| Welcome.
file: pub/readme

S: 220 *
C: USER ftp
S: 331 *
C: PASS -me@example.org
S: 230 *
C: QUIT
S: 221 *
EOF

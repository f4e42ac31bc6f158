# As root: guests are nobody, and cannot write what they do not own
root: needed
server: -a $ROOT/pub
file: pub/readme
| hello

S: 220 *
! chmod 755 "$ROOT" "$ROOT/.." "$ROOT/pub" 2>/dev/null; true
C: USER ftp
S: 331 *
C: PASS x
S: 230 *
C: HASH readme
S: 213 *
C: QUIT
S: 221 *
EOF

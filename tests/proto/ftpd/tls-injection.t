# RFC 4217: what was sent in clear behind AUTH TLS never runs
server: -w $ROOT/wrapper
modes: lines pipes
file: wrapper 755
| #!/bin/sh
| shift $(($# - $# + 1))
| exec "$SERVER" -e -n inside.example.org -f "$PASSWD" -w unused

S: 220 *
C- AUTH TLS\r\nUSER joe\r\n
S: 234 *
C: PASS secret
S: 503 *
C: PBSZ 0
S: 200 PBSZ=0
C: QUIT
S: 221 *
EOF

# S-6: what was sent in clear behind STLS never runs
server: -w $ROOT/wrapper
modes: lines pipes
file: wrapper 755
| #!/bin/sh
| shift $(($# - $# + 1))
| exec "$SERVER" -e -n inside.example.org -f "$PASSWD" -w unused

S: +OK pop.example.org*
C- STLS\r\nUSER joe\r\n
S: +OK begin TLS now
C: NOOP
S: -ERR*
C: QUIT
S: +OK*
EOF

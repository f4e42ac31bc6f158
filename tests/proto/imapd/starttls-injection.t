# S-6: what was sent in clear behind STARTTLS never runs, and nothing said before it is known inside
server: -w $ROOT/wrapper
modes: lines pipes
file: wrapper 755
| #!/bin/sh
| shift $(($# - $# + 1))
| exec "$SERVER" -e -n inside.example.org -f "$PASSWD" -w unused

S: * OK *imap.example.org*
C- a STARTTLS\r\nb LOGIN joe secret\r\nc SELECT INBOX\r\n
S: a OK begin TLS now
C: d SELECT INBOX
S: d BAD log in first
C: e CAPABILITY
S: * CAPABILITY *
S: e OK*
C: f STARTTLS
S: f BAD TLS is already active
C: g LOGIN joe secret
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*
EOF
check: LOG contains tls=yes

# RFC 7151 section 3.2.2: HOST still holds behind AUTH TLS
server: -v ftp.example.com -w $ROOT/wrapper
modes: lines pipes
passwd: joe@ftp.example.com:{PLAIN}other:::::
file: wrapper 755
| #!/bin/sh
| shift $(($# - $# + 1))
| exec "$SERVER" -e -n inside.example.org -f "$PASSWD" -w unused -v ftp.example.com

S: 220 *
C: HOST ftp.example.com
S: 220 *
C: AUTH TLS
S: 234 *
C: USER joe
S: 331 *
C: PASS other
S: 421 *
EOF
check: LOG contains user=joe@ftp.example.com
exit: 111

# -A: nobody else, whatever the password
server: -A -a $ROOT/pub
file: pub/readme

S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 530 *
C: USER Anonymous
S: 331 *
C: PASS
S: 230 *
C: QUIT
S: 221 *
EOF

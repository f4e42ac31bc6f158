# RFC 1635: anonymous with an address as password, read only
server: -a $ROOT/pub
file: pub/readme
| hello
check: LOG contains login user=anonymous method=GUEST
check: LOG contains email=me@example.org

S: 220 *
C: USER anonymous
S: 331 Guest login ok*
C: PASS me@example.org
S: 230 Guest login ok*
C: PWD
S: 257 "/" *
C: HASH readme
S: 213 *
C: MKD x
S: 550 *
C: DELE readme
S: 550 *
C: SITE CHMOD 777 readme
S: 550 *
C: USER ftp
S: 230 *
C: USER joe
S: 530 *
C: QUIT
S: 221 *
EOF

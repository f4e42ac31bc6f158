# -i: guests may enter it, and neither list, read nor delete there
server: -a $ROOT/pub -i /incoming
file: pub/incoming/there
| secret

S: 220 *
C: USER ftp
S: 331 *
C: PASS x
S: 230 *
C: CWD incoming
S: 250 *
C: HASH there
S: 550 *
C: DELE there
S: 550 *
C: RNFR there
S: 550 *
C: EPSV
S: 229 *
C: LIST
S: 550 *
C: RETR there
S: 550 *
C: SIZE there
S: 550 *
C: MLST there
S: 550 *
C: STAT there
S: 550 *
C: APPE there
S: 550 *
C: MKD more
S: 550 *
C: QUIT
S: 221 *
EOF

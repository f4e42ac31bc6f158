# -S: not even anonymous users in clear
server: -S -w /nonexistent -c -a $ROOT/pub
file: pub/

S: 220 *
C: USER joe
S: 530 *AUTH TLS*
C: USER anonymous
S: 530 *AUTH TLS*
C: FEAT
S: 211-*
S:  AUTH TLS
S: ...
S:  PBSZ
S:  PROT
S: 211 End.
C: PBSZ 0
S: 503 *
C: PROT P
S: 503 *
C: QUIT
S: 221 *
EOF

# RFC 4217: PBSZ, then PROT; S and E 536, others 504; no PROT C with -S
server: -s -S -w /nonexistent
env: TCPREMOTEIP=192.0.2.1

S: 220 *
C: AUTH TLS
S: 503 *
C: PBSZ 0
S: 200 PBSZ=0
C: PBSZ x
S: 501 *
C: PROT P
S: 200 *
C: PROT C
S: 534 *
C: PROT S
S: 536 *
C: PROT E
S: 536 *
C: PROT X
S: 504 *
C: PROT
S: 501 *
C: CCC
S: 533 *
C: REIN
S: 502 *
C: QUIT
S: 221 *
EOF

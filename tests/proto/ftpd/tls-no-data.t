# RFC 2228: PROT P without a wrapper for data is 536
server: -s
env: TCPREMOTEIP=192.0.2.1

S: 220 *
C: PBSZ 0
S: 200 *
C: PROT P
S: 536 *
C: PROT C
S: 200 *
C: QUIT
S: 221 *
EOF

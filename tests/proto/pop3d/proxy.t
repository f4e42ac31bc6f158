# -H: the PROXY header says who the peer is; the greeting waits for it
server: -H
env: TCPREMOTEIP
modes: lines bytes pipes
maildir: one-message

C: PROXY TCP4 192.0.2.7 192.0.2.1 40000 110
S: +OK*
C: USER joe
S: -ERR passwords only inside TLS
C: QUIT
S: +OK*
EOF
check: LOG contains rip=192.0.2.7

# -H: the PROXY header says who the peer is; the greeting waits for it
server: -H
env: TCPREMOTEIP
modes: lines bytes pipes

C: PROXY TCP4 192.0.2.7 192.0.2.1 40000 143
S: * OK [CAPABILITY *LOGINDISABLED]*
C: a LOGIN joe secret
S: a NO [PRIVACYREQUIRED]*
C: b LOGOUT
S: * BYE*
S: b OK*
EOF
check: LOG contains rip=192.0.2.7

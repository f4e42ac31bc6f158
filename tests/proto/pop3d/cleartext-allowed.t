# -c: passwords are allowed outside TLS
env: TCPREMOTEIP=192.0.2.1
server: -c

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: QUIT
S: +OK*
EOF

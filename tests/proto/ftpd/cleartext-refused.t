# Passwords are refused in clear; the session goes on (facts 1.6)
env: TCPREMOTEIP=192.0.2.1

S: 220 *
C: USER joe
S: 530 *
C: PASS secret
S: 503 *
C: QUIT
S: 221 *
EOF

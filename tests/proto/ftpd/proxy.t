# -H: the PROXY header says who the peer is; the greeting waits for it
server: -H -c
env: TCPREMOTEIP
modes: lines bytes pipes
check: LOG contains login user=joe method=PLAIN rip=192.0.2.7

C: PROXY TCP4 192.0.2.7 192.0.2.1 40000 21
S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: QUIT
S: 221 *
EOF

# -c allows passwords in clear
env: TCPREMOTEIP=192.0.2.1
server: -c

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: QUIT
S: 221 *
EOF

# Silence ends with 421
# One mode only: it has to wait for a second.
server: -t 1
modes: lines
check: LOG contains reason=timeout

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
S: 421 *
EOF

# RFC 959 section 5.4: 220, 331, 230, and 221 at the end
check: LOG contains login user=joe
check: LOG contains reason=quit
check: LOG lacks secret
server: -l -l

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: PWD
S: 257 "/" is the current directory.
C: QUIT
S: 221 *
EOF

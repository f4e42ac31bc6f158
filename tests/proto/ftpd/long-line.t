# A line that is too long is dropped whole, and never becomes two commands
modes: lines pipes

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: MKD \{6000:a}DELE x
S: 500 *
C: MKD \{300:a}
S: 550 *
C: MKD a\0b
S: 501 *
C: PWD
S: 257 *
C: QUIT
S: 221 *
EOF

# -O: an existing file is not replaced by RNTO either
server: -O
file: $HOME/a
| one
file: $HOME/b
| two

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: RNFR a
S: 350 *
C: RNTO b
S: 553 *
C: RNFR a
S: 350 *
C: RNTO c
S: 250 *
C: QUIT
S: 221 *
EOF
check: b contains two
check: c contains one

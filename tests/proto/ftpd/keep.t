# -K: nothing is deleted or overwritten
server: -K
file: $HOME/a
| one
file: $HOME/b
| two
file: $HOME/dir/

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: DELE a
S: 550 *
C: RMD dir
S: 550 *
C: RNFR a
S: 350 *
C: RNTO b
S: 553 *
C: MKD new
S: 257 *
C: QUIT
S: 221 *
EOF
check: a count 1

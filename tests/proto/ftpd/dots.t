# -d: names that begin with a dot are not there
server: -d
file: $HOME/.secret
| one
file: $HOME/.dir/x

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: DELE .secret
S: 550 *
C: CWD .dir
S: 550 *
C: MKD .new
S: 550 *
C: CWD /./
S: 250 *
C: QUIT
S: 221 *
EOF
check: .secret count 1

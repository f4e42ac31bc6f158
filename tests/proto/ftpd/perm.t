# perm= of the passwd-file: what has no letter is 550
user: joe secret perm=elr
file: $HOME/a
| one

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: DELE a
S: 550 *
C: MKD new
S: 550 *
C: RNFR a
S: 550 *
C: CWD /
S: 250 *
C: XMD5 a
S: 250 *
C: QUIT
S: 221 *
EOF

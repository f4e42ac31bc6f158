# A perm= that cannot be read allows nothing
user: joe secret perm=elrx
file: $HOME/a
| one
check: LOG contains not understood

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: CWD /
S: 550 *
C: HASH a
S: 550 *
C: QUIT
S: 221 *
EOF

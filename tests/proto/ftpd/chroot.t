# As root: the home becomes the root directory, the uid the user's
root: needed
file: $HOME/a
| one

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: CWD ..
S: 250 *
C: PWD
S: 257 "/" *
C: HASH /a
S: 213 *
C: MKD new
S: 257 *
C: QUIT
S: 221 *
EOF

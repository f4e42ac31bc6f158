# -r: nobody can change anything
server: -r
file: $HOME/a
| one

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: DELE a
S: 550 *
C: RNFR a
S: 550 *
C: MKD new
S: 550 *
C: SITE CHMOD 600 a
S: 550 *
C: SITE UMASK 077
S: 550 *
C: STOR b
S: 550 *
C: APPE a
S: 550 *
C: STOU
S: 550 *
C: MFMT 20200101000000 a
S: 550 *
C: HASH a
S: 213 SHA-256 0-3 *
C: QUIT
S: 221 *
EOF

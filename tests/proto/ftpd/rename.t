# RFC 959: RNFR 350, RNTO 250; RNFR holds for exactly the next command
file: $HOME/a
| one
file: $HOME/b
| two

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: RNTO b
S: 503 *
C: RNFR nowhere
S: 550 *
C: RNTO b
S: 503 *
C: RNFR a
S: 350 *
C: NOOP
S: 200 *
C: RNTO c
S: 503 *
C: RNFR a
S: 350 *
C: RNTO nowhere/c
S: 553 *
C: RNFR a
S: 350 *
C: RNTO
S: 501 *
C: RNFR a
S: 350 *
C: RNTO b
S: 250 *
C: DELE b
S: 250 *
C: DELE b
S: 550 *
C: DELE
S: 501 *
C: QUIT
S: 221 *
EOF
check: a count 0
check: b count 0

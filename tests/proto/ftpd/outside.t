# No name leads out: not "..", not a symbolic link
file: $ROOT/outside/file
| secret
file: $HOME/in/x
| inside

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
! ln -s "$ROOT/outside" "$ROOT/home/joe/link"; ln -s ../../outside/file "$ROOT/home/joe/up"; ln -s /in/x "$ROOT/home/joe/in/abs"
C: CWD link
S: 550 *
C: CWD ../../outside
S: 550 *
C: HASH ../../outside/file
S: 550 *
C: HASH up
S: 550 *
C: HASH link/file
S: 550 *
C: DELE link/file
S: 550 *
C: MKD link/new
S: 550 *
C: RNFR in/x
S: 350 *
C: RNTO link/x
S: 553 *
C: XCRC in/abs
S: 250 *
C: SITE CHMOD 777 up
S: 550 *
C: DELE up
S: 250 *
C: QUIT
S: 221 *
EOF

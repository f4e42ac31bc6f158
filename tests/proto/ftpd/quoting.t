# RFC 959 appendix II: a quote in a directory's name is doubled

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: MKD "q"x
S: 257 "/""q""x" created.
C: CWD "q"x
S: 250 *
C: PWD
S: 257 "/""q""x" is*
C: QUIT
S: 221 *
EOF

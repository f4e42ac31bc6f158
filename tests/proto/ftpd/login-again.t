# After login nobody becomes somebody else; the same is 230, a password 202

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: USER ann
S: 530 *
C: USER joe
S: 230 *
C: PASS secret
S: 202 *
C: ACCT x
S: 202 *
C: REIN
S: 502 *
C: AUTH TLS
S: 534 *
C: HOST x.example.org
S: 503 *
C: QUIT
S: 221 *
EOF

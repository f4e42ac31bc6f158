# Blanks, dashes and any byte belong to a name (facts 1.5)

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: MKD  -a b\x20
S: 257 "/ -a b " created.
C: MKD l\xe4tin
S: 257 "/l\xe4tin" created.
C: MKD \xff\xff
S: 257 "/\xff\xff" created.
C: MKD cr\r\0here
S: 257 *
C: QUIT
S: 221 *
EOF
check: ?-a?b? count 1
check: cr* count 1

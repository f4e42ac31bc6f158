# RFC 6856 section 2: UTF8 in AUTHORIZATION, and a message goes out as it is
file: $MAILDIR/new/1700000001.M1P1.host
| Subject: \xc3\xbc
|
| \xff

S: +OK*
C: UTF8 now
S: -ERR*
C: UTF8
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: RETR 1
S: +OK*
S: Subject: \xc3\xbc
S:
S: \xff
S: .
C: QUIT
S: +OK*
EOF

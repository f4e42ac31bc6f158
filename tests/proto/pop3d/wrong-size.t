# 6.14: a wrong ,S= or ,W= is announced rightly, logged once and repaired
file: $MAILDIR/cur/1700000001.M1P1.host,S=3,W=3:2,
| Subject: x
|
| text
file: $MAILDIR/cur/1700000002.M2P1.host,S=300,W=310:2,
| Subject: y
|
| text
check: LOG contains size-repaired

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: RETR 1
S: +OK 20 octets
S: ...
S: .
C: RETR 2
S: +OK 20 octets
S: ...
S: .
C: QUIT
S: +OK*
EOF
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: LIST
S: +OK*
S: 1 20
S: 2 20
S: .
C: QUIT
S: +OK*
EOF

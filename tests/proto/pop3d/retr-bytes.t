# S-5: a stored CRLF stays, a bare CR stays bare, the last line gets its end
file: $MAILDIR/cur/1700000001.M1P1.host:2,
|- a\r\nb\rc\n.\r\n\r\n.d

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: STAT
S: +OK 1 15
C: RETR 1
S: +OK 15 octets
S: a
S: b\rc
S: ..
S:
S: ..d
S: .
C: QUIT
S: +OK*
EOF

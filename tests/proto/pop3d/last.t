# RFC 1460: LAST is the highest number accessed; RSET makes it zero
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: LAST
S: +OK 1
C: RETR 2
S: +OK*
S: ...
S: .
C: LAST
S: +OK 2
C: RSET
S: +OK*
C: LAST
S: +OK 0
C: TOP 1 0
S: ...
S: .
C: LAST
S: +OK 1
C: QUIT
S: +OK*
EOF

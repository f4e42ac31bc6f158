# RFC 5034 section 4: the empty challenge is a plus and a blank

S: +OK*
C: AUTH plain
S~ \+ 
C: AGpvZQBzZWNyZXQ=
S: +OK maildrop*
C: QUIT
S: +OK*
EOF

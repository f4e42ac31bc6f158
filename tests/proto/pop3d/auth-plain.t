# RFC 5034 section 4: AUTH PLAIN with an initial response

S: +OK*
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: +OK maildrop*
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: -ERR not after login
C: QUIT
S: +OK*
EOF

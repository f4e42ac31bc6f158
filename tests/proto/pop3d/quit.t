# RFC 1939 section 4: QUIT before login

S: +OK*
C: QUIT
S: +OK*
EOF

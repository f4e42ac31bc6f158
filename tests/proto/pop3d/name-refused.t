# A name that could be a path is wrong like any other

S: +OK*
C: USER ../joe
S: +OK*
C: PASS secret
S: -ERR [AUTH] wrong user name or password
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: QUIT
S: +OK*
EOF

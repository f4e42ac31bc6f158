# Three wrong passwords end the session

S: +OK*
C: USER joe
S: +OK*
C: PASS wrong
S: -ERR [AUTH] wrong user name or password
C: USER nobody
S: +OK*
C: PASS wrong
S: -ERR [AUTH] wrong user name or password
C: USER joe
S: +OK*
C: PASS wrong
S: -ERR [AUTH] wrong user name or password
EOF
check: LOG contains rip=127.0.0.1

# RFC 959 section 4.1.1: REIN before login begins again

S: 220 *
C: USER joe
S: 331 *
C: REIN
S: 220 *
C: PASS secret
S: 503 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: QUIT
S: 221 *
EOF

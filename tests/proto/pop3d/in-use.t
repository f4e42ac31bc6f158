# RFC 1939 section 8, RFC 2449 section 8.1.2: one session at a time
maildir: one-message
modes: lines bytes pipes

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
S2: +OK*
C2: USER joe
S2: +OK*
C2: PASS secret
S2: -ERR [IN-USE]*
EOF2
C: QUIT
S: +OK*
EOF
CONNECT2
S2: +OK*
C2: USER joe
S2: +OK*
C2: PASS secret
S2: +OK*

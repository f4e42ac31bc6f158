# RFC 1939 section 7: USER never says whether there is such a user
maildir: one-message

S: +OK*
C: PASS secret
S: -ERR send USER first
C: USER nobody
S: +OK*
C: PASS secret
S: -ERR [AUTH] wrong user name or password
C: PASS secret
S: -ERR send USER first
C: USER joe
S: +OK*
C: USER
S: -ERR*
C: PASS secret
S: -ERR send USER first
C: USER JOE
S: +OK*
C: PASS secret
S: +OK maildrop has 1 messages (72 octets)
C: QUIT
S: +OK*
EOF

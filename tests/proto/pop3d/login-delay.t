# RFC 2449 section 6.5: a second login comes too soon
server: -d 3600
maildir: one-message

S: +OK*
C: CAPA
S: ...
S: LOGIN-DELAY 3600
S: ...
S: .
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: CAPA
S: ...
S: LOGIN-DELAY 3600
S: ...
S: .
C: QUIT
S: +OK*
EOF
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: -ERR [LOGIN-DELAY]*
EOF
! touch -d '2 hours ago' $MAILDIR/postern-login
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
! touch -d 'next year' $MAILDIR/postern-login
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: QUIT
S: +OK*
EOF

# -x USER takes PASS with it, -x TOP is a command of TRANSACTION
server: -x USER -x TOP -x LOGIN
maildir: one-message

S: +OK*
C: CAPA
S: +OK*
S: UIDL
S: SASL PLAIN
S: ...
S: .
C: USER joe
S: -ERR unknown command
C: PASS secret
S: -ERR unknown command
C: AUTH LOGIN
S: -ERR*
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: +OK*
C: TOP 1 0
S: -ERR unknown command
C: QUIT
S: +OK*
EOF

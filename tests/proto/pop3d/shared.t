# -y: several sessions share a maildrop; numbers stay as they were
server: -y
maildir: two-messages
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
S2: +OK*
C2: DELE 1
S2: +OK*
C2: QUIT
S2: +OK*
EOF2
C: STAT
S: +OK 2 151
C: RETR 1
S: -ERR somebody has removed that message
C: RETR 2
S: +OK 79 octets
S: ...
S: .
C: DELE 1
S: +OK*
C: QUIT
S: +OK bye, 1 messages removed
EOF

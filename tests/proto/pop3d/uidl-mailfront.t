# -u mailfront: the file name up to its sizes
server: -u mailfront
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL 1
S: +OK 1 1700000001.M1P1.host
C: QUIT
S: +OK*
EOF

# -u FORMAT: a format of one's own
server: -u %u.%f
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL 2
S: +OK 2 2.1700000002.M2P1.host
C: QUIT
S: +OK*
EOF

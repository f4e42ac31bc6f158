# -u qmail: the file name up to its colon, sizes included
server: -u qmail
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S: 1 1700000001.M1P1.host,S=67,W=72
S: 2 1700000002.M2P1.host
S: .
C: QUIT
S: +OK*
EOF

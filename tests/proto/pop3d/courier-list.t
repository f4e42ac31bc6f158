# 7.4: the unique-ids of courierpop3dsizelist are kept
maildir: two-messages
server: -u courier
file: $MAILDIR/courierpop3dsizelist
| /3 8 795187430
| 1700000001.M1P1.host,S=67,W=72:2,S 72 6:795187430:0
| 1700000002.M2P1.host 79 7:0:0

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S: 1 UID6-795187430
S: 2 UID7
S: .
C: QUIT
S: +OK*
EOF

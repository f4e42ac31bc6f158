# 7.4: UIDs, UIDVALIDITY, saved UIDLs and order come from dovecot-uidlist
maildir: two-messages
file: $MAILDIR/dovecot-uidlist
| 3 V1795186599 N4 Ge86cec00a75f006b0446000083ecc375
| 7 O2 :1700000001.M1P1.host,S=67,W=72:2,S
| 25017 Pold-uidl O1 :1700000002.M2P1.host

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S: 1 old-uidl
S: 2 000000076b005fa7
S: .
C: LIST
S: +OK*
S: 1 79
S: 2 72
S: .
C: DELE 1
S: +OK*
C: LIST
S: +OK*
S: 2 72
S: .
C: QUIT
S: +OK*
EOF

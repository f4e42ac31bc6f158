# RFC 1939 section 7: no two messages share a unique-id, whatever was imported
server: -u cyrus-old
maildir: two-messages
file: $MAILDIR/new/1700000003.M3P1.host
| Subject: three
|
| text
file: $MAILDIR/dovecot-uidlist
| 3 V1795186599 N9 Ge86cec00a75f006b0446000083ecc375
| 7 P8 :1700000001.M1P1.host,S=67,W=72:2,S
| 8 :1700000002.M2P1.host
| 9 P8 :1700000003.M3P1.host

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: UIDL 2
S: +OK 2 8.8
C: UIDL
S: +OK
S: 1 8
S: 2 8.8
S: 3 8.9
S: .
C: QUIT
S: +OK*
EOF

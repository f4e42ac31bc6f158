# RETR moves a message to cur/ and makes it seen; TOP does not make it seen
maildir: two-messages
check: Maildir/new/* count 0
check: Maildir/cur/1700000002.M2P1.host*:2, count 1
check: Maildir/cur/1700000003.M3P1.host*:2,S count 1
file: $MAILDIR/new/1700000003.M3P1.host
| Subject: three
|
| text

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: TOP 2 0
S: ...
S: .
C: RETR 3
S: +OK*
S: ...
S: .
C: QUIT
S: +OK*
EOF

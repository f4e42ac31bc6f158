# user+folder is a folder of Maildir++, in whatever case; INBOX stays as it is
maildir: one-message
file: $MAILDIR/.Lists.C/cur/
file: $MAILDIR/.Lists.C/tmp/
file: $MAILDIR/.Lists.C/new/1700000005.M1P1.host
| Subject: x
|
| text

S: +OK*
C: USER joe+lists.c
S: +OK*
C: PASS secret
S: +OK maildrop has 1 messages (20 octets)
C: RETR 1
S: +OK*
S: Subject: x
S: ...
S: .
C: DELE 1
S: +OK*
C: QUIT
S: +OK bye, 1 messages removed
EOF
check: Maildir/.Lists.C/*/1* count 0
check: Maildir/new/* count 1

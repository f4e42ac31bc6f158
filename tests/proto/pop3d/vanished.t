# A message that others have removed is an error, and the session goes on
maildir: two-messages
check: Maildir/cur/* count 0

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
! rm $MAILDIR/cur/1700000001*
C: RETR 1
S: -ERR somebody has removed that message
C: TOP 1 0
S: -ERR somebody has removed that message
C: LIST 1
S: +OK 1 72
C: DELE 1
S: +OK*
C: DELE 2
S: +OK*
C: QUIT
S: +OK bye, 2 messages removed
EOF

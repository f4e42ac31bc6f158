# Mail that comes during a session is of the next one
maildir: one-message

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
! cp $MAILDIR/cur/* $MAILDIR/new/1700000009.M9P9.host
C: STAT
S: +OK 1 72
C: QUIT
S: +OK*
EOF
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: STAT
S: +OK 2 144
C: QUIT
S: +OK*
EOF

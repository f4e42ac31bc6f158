# RFC 1939 section 6: without QUIT nothing is removed
maildir: two-messages
check: Maildir/cur/* count 2

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: DELE 1
S: +OK*
C: DELE 2
S: +OK*
HANGUP
EOF

# The log has the end of the session with its counts, and no password
server: -l -l
maildir: two-messages
check: LOG contains retr=1
check: LOG contains deleted=1
check: LOG contains left=1
check: LOG contains reason=quit
check: LOG lacks secret

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: RETR 1
S: +OK*
S: ...
S: .
C: DELE 1
S: +OK*
C: QUIT
S: +OK*
EOF

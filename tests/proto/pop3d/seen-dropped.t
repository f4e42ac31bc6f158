# What was read is seen, even when the line drops
maildir: one-message
check: Maildir/cur/*:2,S count 1

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: RETR 1
S: +OK*
S: ...
S: .
HANGUP
EOF

# -u: the default is Dovecot's, 8 hex UID and 8 hex UIDVALIDITY
maildir: one-message

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S~ 1 00000001[0-9a-f]{8}
S: .
C: QUIT
S: +OK*
EOF

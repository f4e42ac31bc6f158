# A virtual user's home is made at his first login, as smtpd makes it at his first mail
passwd: joe:{PLAIN}secret::::$ROOT/home/nowhere:

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has 0 messages (0 octets)
C: QUIT
S: +OK*
EOF
! test -d $ROOT/home/nowhere/Maildir

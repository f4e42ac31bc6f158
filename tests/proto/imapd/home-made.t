# A virtual user's home is made at his first login, as smtpd makes it at his first mail
passwd: joe:{PLAIN}secret::::$ROOT/home/nowhere:

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LOGOUT
S: * BYE*
S: b OK*
EOF
! test -d $ROOT/home/nowhere/Maildir

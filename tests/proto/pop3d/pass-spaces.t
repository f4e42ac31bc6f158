# RFC 1939 section 7: blanks belong to the password
file: $ROOT/home/joe/Maildir/
passwd: joe:{PLAIN}my  own words::::$ROOT/home/joe:

S: +OK*
C: USER joe
S: +OK*
C: PASS my own words
S: -ERR [AUTH]*
C: USER joe
S: +OK*
C: PASS my  own words
S: +OK maildrop*
C: QUIT
S: +OK*
EOF

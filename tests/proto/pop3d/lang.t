# RFC 6856 section 3: LANG in both states; there is English

S: +OK*
C: LANG
S: +OK*
S: en English
S: .
C: LANG *
S: +OK en *
C: LANG EN
S: +OK en *
C: LANG MUL
S: -ERR*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: LANG en
S: +OK en *
C: QUIT
S: +OK*
EOF

# Everything behind one blank is the password
file: $ROOT/home/joe/
passwd: joe:{PLAIN} two  words ::::$ROOT/home/joe:

S: 220 *
C: USER joe
S: 331 *
C: PASS two  words
S: 530 *
C: USER joe
S: 331 *
C: PASS  two  words\x20
S: 230 *
C: QUIT
S: 221 *
EOF

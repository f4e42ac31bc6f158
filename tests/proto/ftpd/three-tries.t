# RFC 2577 section 5: 530 alike for all, and 421 after three

S: 220 *
C: USER joe
S: 331 Password required for joe.
C: PASS wrong
S: 530 Login incorrect.
C: USER nobody-here
S: 331 Password required for nobody-here.
C: PASS wrong
S: 530 Login incorrect.
C: USER ../../x
S: 331 Password required for ../../x.
C: PASS wrong
S: 530 Login incorrect.
C: USER joe
S: 331 *
C: PASS wrong
S: 421 Too many failed logins.
EOF
check: LOG contains login failed user=joe rip=127.0.0.1

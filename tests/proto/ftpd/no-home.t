# A home that is not there: 421, and the log says which
passwd: joe:{PLAIN}secret::::/nonexistent/home:
exit: 111
check: LOG contains /nonexistent/home

S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 421 *
EOF

# RFC 5530 section 3: a wrong password is told as such, three end the session
env: POSTERN_DELAY=1

S: * OK*
C: a LOGIN joe wrong
S: a NO [AUTHENTICATIONFAILED]*
C: b LOGIN nobody secret
S: b NO [AUTHENTICATIONFAILED]*
C: c LOGIN joe secret2
S: * BYE*
S: c NO [AUTHENTICATIONFAILED]*
EOF

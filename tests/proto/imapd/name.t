# -n: the name in the greeting; joe@ that name is joe, joe@elsewhere is not
S: * OK *imap.example.org IMAP server ready
C: a LOGIN joe@elsewhere.example secret
S: a NO [AUTHENTICATIONFAILED]*
C: b LOGIN joe@imap.example.org secret
S: b OK*
C: c LOGOUT
S: * BYE*
S: c OK*
EOF

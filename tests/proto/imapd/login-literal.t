# RFC 9051 section 4.3: user name and password as literals of either kind
S: * OK*
C: a LOGIN {3}
S: + *
C: joe {6+}
C: secret
S: a OK*
C: b LOGOUT
S: * BYE*
S: b OK*
EOF

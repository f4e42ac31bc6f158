# A line ended by LF alone is a command too: people type with netcat
S: * OK*
C- a LOGIN joe secret\n
S: a OK*
C- b NOOP\n
S: b OK*
C- c LOGOUT\n
S: * BYE*
S: c OK*
EOF

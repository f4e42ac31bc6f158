# Three commands with errors before login, or ten in a row after it, end the session
S: * OK*
C: a FROB
S: a BAD*
C: b FROB
S: b BAD*
C: c FROB
S: c BAD*
S: * BYE*
EOF
CONNECT
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: 1 FROB
S: 1 BAD*
C: 2 FROB
S: 2 BAD*
C: ok NOOP
S: ok OK*
C: 1 FROB
S: 1 BAD*
C: 2 FROB
S: 2 BAD*
C: 3 FROB
S: 3 BAD*
C: 4 FROB
S: 4 BAD*
C: 5 FROB
S: 5 BAD*
C: 6 FROB
S: 6 BAD*
C: 7 FROB
S: 7 BAD*
C: 8 FROB
S: 8 BAD*
C: 9 FROB
S: 9 BAD*
C: 10 FROB
S: 10 BAD*
S: * BYE*
EOF

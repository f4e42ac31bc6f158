# Ten mistakes before login
S: 220 *
C: A
S: 500 *
C: B
S: 500 *
C: C
S: 500 *
C: D
S: 500 *
C: E
S: 500 *
C: F
S: 500 *
C: G
S: 500 *
C: H
S: 500 *
C: I
S: 500 *
C: J
S: 421 *
EOF
check: LOG contains reason=errors

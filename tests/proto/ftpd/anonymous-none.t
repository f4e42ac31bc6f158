# Without -a, anonymous is a name like any other
S: 220 *
C: USER anonymous
S: 331 Password required for anonymous.
C: PASS x@example.org
S: 530 *
C: QUIT
S: 221 *
EOF

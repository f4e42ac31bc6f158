# twenty errors without a message end the session
S: 220 *
C: E1
S: 500 *
C: E2
S: 500 *
C: E3
S: 500 *
C: E4
S: 500 *
C: E5
S: 500 *
C: E6
S: 500 *
C: E7
S: 500 *
C: E8
S: 500 *
C: E9
S: 500 *
C: E10
S: 500 *
C: E11
S: 500 *
C: E12
S: 500 *
C: E13
S: 500 *
C: E14
S: 500 *
C: E15
S: 500 *
C: E16
S: 500 *
C: E17
S: 500 *
C: E18
S: 500 *
C: E19
S: 500 *
C: E20
S: 500 *
S: 421 4.7.0 *
EOF

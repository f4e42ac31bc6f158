# a hundred commands of no use, then twenty that count as errors
S: 220 *
C- \{119:RSET\r\n}
C: RSET
S: ...
S: 421 4.7.0 too many errors
EOF

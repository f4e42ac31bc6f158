# So is a TLS handshake where there is none
modes: lines pipes

S: 220 *
C: \x16\x03\x01\x02
S: 421 *
EOF

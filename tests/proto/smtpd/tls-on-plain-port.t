# a TLS handshake where none belongs
S: 220 *
C- \x16\x03\x01\x02\x00\x01\n
EOF

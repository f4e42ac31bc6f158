# nor does one that posts
S: 220 *
C: POST / HTTP/1.1
EOF

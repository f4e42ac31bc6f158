# a browser that was sent here learns nothing
S: 220 *
C: GET / HTTP/1.1
EOF

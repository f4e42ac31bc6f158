# a client that says nothing is told so
server: -t 1
modes: lines pipes
S: 220 *
S: 421 4.4.2 *
EOF

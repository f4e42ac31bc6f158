# -H: no header, no service
server: -H
modes: lines bytes pipes

C: USER joe
EOF

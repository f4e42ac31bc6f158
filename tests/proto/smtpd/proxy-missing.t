# -H: without the header there is no session
server: -H
C: EHLO me
EOF

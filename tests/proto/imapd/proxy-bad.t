# -H: no header, no service
server: -H
modes: lines bytes pipes

C: a LOGIN joe secret
EOF
CONNECT
C: PROXY TCP4 192.0.2.7 192.0.2.1 40000
EOF
CONNECT
C: PROXY TCP4 192.0.2.700 192.0.2.1 40000 143
EOF
check: LOG contains reason=no-proxy-header
check: LOG lacks login

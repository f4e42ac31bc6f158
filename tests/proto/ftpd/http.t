# A browser that was made to talk to us is cut off at once (ALPACA)
S: 220 *
C: POST / HTTP/1.1
S: 421 *
EOF
check: LOG contains reason=foreign

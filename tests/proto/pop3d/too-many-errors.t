# D-1: who sends nothing but rubbish is cut off
modes: lines bytes pipes

S: +OK*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
C: GET / HTTP/1.1
S: -ERR*
EOF

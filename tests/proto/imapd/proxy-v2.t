# -H: a header of version 2, and LOCAL, which names nobody
server: -H -c
env: TCPREMOTEIP
modes: lines bytes pipes

C- \r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x07\xc0\0\x02\x01\x9c\x40\0\x8f
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LOGOUT
S: * BYE*
S: b OK*
EOF
CONNECT
C- \r\n\r\n\0\r\nQUIT\n\x20\0\0\0
S: * OK*
C: a LOGOUT
S: * BYE*
S: a OK*
EOF
check: LOG contains login user=joe method=PLAIN rip=192.0.2.7
check: LOG contains connect rip=- 

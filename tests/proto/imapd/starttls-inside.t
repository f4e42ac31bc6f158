# RFC 9051 section 6.2.1: inside TLS (-s) STARTTLS is not offered, and passwords are
server: -s -w /nonexistent
env: TCPREMOTEIP=192.0.2.1

S~ \* OK \[CAPABILITY [^]]*AUTH=PLAIN AUTH=LOGIN\] .*
C: a STARTTLS
S: a BAD TLS is already active
C: b LOGIN joe secret
S: b OK*
C: c STARTTLS
S: c BAD not after login
C: d LOGOUT
S: * BYE*
S: d OK*
EOF
check: LOG contains tls=yes

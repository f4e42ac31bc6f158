# RFC 2595 section 4: inside TLS there is no STLS but an error
server: -s -w /nonexistent
env: TCPREMOTEIP=192.0.2.1

S: +OK*
C: CAPA
S: +OK*
S: TOP
S: UIDL
S: USER
S: SASL PLAIN LOGIN
S: PIPELINING
S: ...
S: .
C: STLS
S: -ERR TLS is already active
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: STLS
S: -ERR not after login
C: QUIT
S: +OK*
EOF

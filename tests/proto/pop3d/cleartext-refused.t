# RFC 5034 section 4: no password in clear from afar; nothing offers it
env: TCPREMOTEIP=192.0.2.1

S: +OK*
C: CAPA
S: +OK*
S: TOP
S: UIDL
S: PIPELINING
S: ...
S: .
C: USER joe
S: -ERR passwords only inside TLS
C: PASS secret
S: -ERR send USER first
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: -ERR no such mechanism, or not outside TLS
C: AUTH
S: +OK*
S: .
C: QUIT
S: +OK*
EOF

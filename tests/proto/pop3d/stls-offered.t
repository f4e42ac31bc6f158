# RFC 2595 section 4: with -w there is STLS, and no password before it
server: -w /nonexistent

S: +OK*
C: CAPA
S: +OK*
S: TOP
S: UIDL
S: STLS
S: PIPELINING
S: ...
S: .
C: USER joe
S: -ERR*STLS*
C: STLS now
S: -ERR*
C: UTF8
S: +OK*
C: STLS
S: -ERR not after UTF8
C: QUIT
S: +OK*
EOF

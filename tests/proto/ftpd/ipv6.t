# RFC 2428: over IPv6 PASV and PORT cannot be, EPSV and EPRT are
env: TCPREMOTEIP=::1
env: TCPLOCALIP=::1
S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: PASV
S: 425 * EPSV.
C: PORT 127,0,0,1,4,0
S: 504 *
C: EPRT |2|::1|2000|
S: 200 *
C: EPRT |2|0:0:0:0:0:0:0:1|2000|
S: 200 *
C: EPRT |1|127.0.0.1|2000|
S: 504 *
C: EPSV 1
S: 522 * (2).
C: EPSV
S: 229 *
C: EPSV 2
S: 229 *
C: QUIT
S: 221 *
EOF

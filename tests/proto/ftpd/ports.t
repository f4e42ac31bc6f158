# RFC 959, RFC 2428: what PORT, EPRT, PASV and EPSV take; to nobody else (RFC 2577)
S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: PORT 127,0,0,1,4,0
S: 200 *
C: PORT 127,0,0,1,3,255
S: 504 *
C: LIST
S: 425 *
C: PORT 127,0,0,2,4,0
S: 504 *
C: PORT 1,2,3
S: 501 *
C: PORT 256,0,0,1,4,0
S: 501 *
C: PORT 127,0,0,1,4,0,1
S: 501 *
C: PORT 127,0,0,1,4,
S: 501 *
C: EPRT |1|127.0.0.1|2000|
S: 200 *
C: EPRT !1!127.0.0.1!2000!
S: 200 *
C: EPRT |1|127.0.0.1|80|
S: 504 *
C: EPRT |2|::1|2000|
S: 504 *
C: EPRT |3|x|2000|
S: 522 * (1,2).
C: EPRT |1|127.0.0.1|70000|
S: 501 *
C: EPRT |1|127.0.0.1|2000
S: 501 *
C: PASV
S~ 227 [^0-9]*\(127,0,0,1,[0-9]+,[0-9]+\)
C: EPSV
S~ 229 [^(]*\(\|\|\|[0-9]+\|\)
C: EPSV 1
S: 229 *
C: EPSV 
S: 229 *
C: EPSV 2
S: 522 * (1).
C: EPSV 3
S: 522 * (1,2).
C: EPSV x
S: 501 *
C: LPRT 4,4,127,0,0,1,2,4,0
S: 502 *
C: LPSV
S: 502 *
C: EPSV all
S: 200 *
C: PASV
S: 501 *
C: PORT 127,0,0,1,4,0
S: 501 *
C: EPRT |1|127.0.0.1|2000|
S: 501 *
C: EPSV
S: 229 *
C: QUIT
S: 221 *
EOF

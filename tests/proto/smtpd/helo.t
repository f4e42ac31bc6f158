# RFC 5321 section 4.1.1.1, S-18: HELO lists nothing, takes any name
S: 220 *
C: HELO
S: 501 5.5.4 *
C: helo MY_WINDOWS box
S: 250 mx.example.org
C: HELO 192.0.2.1
S: 250 mx.example.org
C: EHLO
S: 501 5.5.4 *
C: LHLO me
S: 500 5.5.1 *
C: QUIT
S: 221 *
EOF

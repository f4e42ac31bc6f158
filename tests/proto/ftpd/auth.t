# RFC 2228: 504 for a mechanism we do not know, 534 when there is none
S: 220 *
C: AUTH
S: 501 *
C: AUTH GSSAPI
S: 504 *
C: AUTH TLS
S: 534 *
C: ADAT x
S: 502 *
C: MIC x
S: 502 *
C: CONF x
S: 502 *
C: ENC x
S: 502 *
C: QUIT
S: 221 *
EOF

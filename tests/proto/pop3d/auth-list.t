# AUTH alone lists the mechanisms, for clients from before CAPA

S: +OK*
C: AUTH
S: +OK*
S: PLAIN
S: LOGIN
S: .
C: QUIT
S: +OK*
EOF

# P-7: AUTH LOGIN asks Username: and Password:

S: +OK*
C: AUTH LOGIN
S: + VXNlcm5hbWU6
C: am9l
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: +OK maildrop*
C: QUIT
S: +OK*
EOF

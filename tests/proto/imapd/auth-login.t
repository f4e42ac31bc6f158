# AUTHENTICATE LOGIN, with the prompts that its clients know (P-7)
S: * OK*
C: a AUTHENTICATE LOGIN
S: + VXNlcm5hbWU6
C: am9l
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: a OK [CAPABILITY*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

# A wrapper that cannot be run ends the session; nothing is said in clear
server: -w /nonexistent

S: +OK*
C: STLS
S: +OK begin TLS now
EOF
check: LOG contains /nonexistent
exit: 111

# A wrapper that cannot be run ends the session; nothing is said in clear
server: -w /nonexistent

S: * OK*
C: a STARTTLS
S: a OK begin TLS now
EOF
check: LOG contains /nonexistent
exit: 111

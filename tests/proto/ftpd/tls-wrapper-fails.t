# A wrapper that cannot be run ends the session; nothing is said in clear
server: -w /nonexistent

S: 220 *
C: AUTH SSL
S: 234 *
EOF
check: LOG contains /nonexistent
exit: 111

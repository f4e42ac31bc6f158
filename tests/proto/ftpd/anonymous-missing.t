# A directory for guests that is not there
server: -a /nonexistent/pub

S: 220 *
C: USER ftp
S: 331 *
C: PASS x
S: 421 *
EOF
exit: 111
check: LOG contains /nonexistent/pub

# A banner that cannot be read: the server does not start
server: -b /nonexistent
exit: 111
check: LOG contains /nonexistent

S: 421 *
EOF

# a bad flag: 421 for the client, 100 for the super-server
server-only: -e -Q
exit: 100
S: 421 4.3.0 *
EOF

# -S without a way to TLS cannot work
server: -S
exit: 100
check: LOG contains -S: needs -w or -s

S: 421 *
EOF

# A value that cannot be read is a mistake that is named
server: -u 99
exit: 100
check: LOG contains -u: not a umask

S: 421 *
EOF

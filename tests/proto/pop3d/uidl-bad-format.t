# -u: neither a preset nor a format is an error at start
server: -u nonsense
exit: 100
check: LOG contains nonsense

S: -ERR [SYS/PERM] not available
EOF

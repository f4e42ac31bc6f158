# A passwd-file that cannot be read: it may work later
server: -f /nonexistent/passwd
exit: 111
check: LOG contains /nonexistent/passwd

S: 421 *
EOF

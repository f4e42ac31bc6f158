# -H: what comes in one packet with the header is not lost
server: -H -c
maildir: one-message

C- PROXY TCP4 192.0.2.7 192.0.2.1 40000 110\r\nUSER joe\r\nPASS secret\r\nQUIT\r\n
S: +OK*
S: +OK*
S: +OK*
S: +OK*
EOF
check: LOG contains login

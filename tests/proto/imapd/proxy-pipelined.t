# -H: what comes in one packet with the header is not lost
server: -H -c

C- PROXY TCP4 192.0.2.7 192.0.2.1 40000 143\r\na LOGIN joe secret\r\nb SELECT INBOX\r\nc LOGOUT\r\n
S: * OK*
S: a OK*
S: ...
S: b OK*
S: * BYE*
S: c OK*
EOF
check: LOG contains login

# RFC 1939 section 3: after silence the line is closed without a word or UPDATE
# One mode only: it has to wait for a second.
server: -t 1
maildir: two-messages
modes: lines
check: Maildir/cur/* count 2
check: LOG contains reason=timeout

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: DELE 1
S: +OK*
EOF

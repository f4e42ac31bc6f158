# RFC 3207: 220, and nothing that was said before or pipelined behind counts
server: -w false
check: LOG lacks NOOP
S: 220 *
C: STARTTLS
S: 503 5.5.1 *
C: EHLO me
S: ...
S: 250-STARTTLS
S: 250 HELP
C: STARTTLS now
S: 501 5.5.4 *
C- STARTTLS\r\nNOOP\r\n
S: 220 2.0.0 *
EOF

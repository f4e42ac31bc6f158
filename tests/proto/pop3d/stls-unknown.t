# Without -w STLS is no command

S: +OK*
C: STLS
S: -ERR unknown command
C: QUIT
S: +OK*
EOF

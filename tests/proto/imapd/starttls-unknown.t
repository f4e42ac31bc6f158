# Without -w STARTTLS is no command

S~ \* OK \[CAPABILITY [^]]*ENABLE [^]]*AUTH=LOGIN\] .*
C: a STARTTLS
S: a BAD unknown command
C: b LOGOUT
S: * BYE*
S: b OK*
EOF

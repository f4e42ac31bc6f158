# where octets end cannot be told: nothing that follows is a command
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: BDAT 99999999999999999999
S: 501 5.5.4 *
EOF

# -k: passwords are checked by a program with the checkpassword interface
server-only: -e -n imap.example.org -k $ROOT/check
modes: lines pipes
file: check 755
| #!/bin/sh
| read -r line <&3 || :
| case $line in joe*) ;; *) exit 1 ;; esac
| USER=joe HOME=$HOME export USER HOME
| exec "$@"

S: * OK*
C: a LOGIN ann secret
S: a NO *
C: b LOGOUT
S: * BYE*
S: b OK*
EOF

# a home directory that is not there: the login was right, but there is no mail
passwd: ann:{PLAIN}secret::::$ROOT/no/where::
exit: 111
check: LOG contains become user=ann home="*no/where" error="No such file or directory"

S: +OK*
C: USER ann
S: +OK*
C: PASS secret
S: -ERR [SYS/PERM] cannot use your home
EOF

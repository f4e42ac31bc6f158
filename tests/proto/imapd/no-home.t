# a home directory that is not there: the login was right, but there is no mail
passwd: ann:{PLAIN}secret::::$ROOT/no/where::
exit: 111
check: LOG contains become user=ann home="*no/where" error="No such file or directory"

S: * OK*
C: a LOGIN ann secret
S: * BYE [UNAVAILABLE] cannot use your home
S: a NO [CONTACTADMIN] cannot use your home
EOF

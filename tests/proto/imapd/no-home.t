# a home directory that is not there: the login was right, but there is no mail
passwd: ann:{PLAIN}secret::::$ROOT/nowhere::
exit: 111
check: LOG contains become user=ann home="*nowhere" error="No such file or directory"

S: * OK*
C: a LOGIN ann secret
S: * BYE [UNAVAILABLE] cannot use your home
S: a NO [UNAVAILABLE] cannot use your home
EOF

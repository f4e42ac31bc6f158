# RFC 5530: a login that is right, but whose mail cannot be opened, is no wrong password, and waiting does not help
server: -m Mail
file: $HOME/Mail
| this is no directory

S: * OK*
C: a LOGIN joe secret
S: * BYE [UNAVAILABLE] *
S: a NO [CONTACTADMIN] *
EOF

# -x STARTTLS: with a wrapper, but not offered, and no password in clear
server: -w /nonexistent -x STARTTLS

S~ \* OK \[CAPABILITY [^]]*LOGINDISABLED\] .*
C: a STARTTLS
S: a BAD unknown command
C: b LOGIN joe secret
S: b NO [PRIVACYREQUIRED]*
C: c LOGOUT
S: * BYE*
S: c OK*
EOF

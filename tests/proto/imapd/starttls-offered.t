# RFC 9051 section 6.2.1: with -w there is STARTTLS, and before it no password, not even from loopback
server: -w /nonexistent

S: * OK [CAPABILITY * STARTTLS LOGINDISABLED]*
C: a LOGIN joe secret
S: a NO [PRIVACYREQUIRED]*
C: b AUTHENTICATE PLAIN AGpvZQBzZWNyZXQ=
S: b NO [PRIVACYREQUIRED]*
C: c AUTHENTICATE LOGIN
S: c NO [PRIVACYREQUIRED]*
C: d STARTTLS now
S: d BAD*
C: e CAPABILITY
S: * CAPABILITY * STARTTLS LOGINDISABLED
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

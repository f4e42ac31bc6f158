# A command longer than we take is refused whole, and the session goes on
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b NOOP \{70000:x}
S: b BAD [TOOBIG]*
C: c NOOP \{70000:x}{5+}
C: hello world
S: c BAD [TOOBIG]*
C: d NOOP
S: d OK*
C: e NOOP \r\rx
S: e BAD NUL or bare CR*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

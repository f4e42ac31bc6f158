# RFC 7888 section 5: before login no literal may be long, and none is asked for (I-18)
S: * OK*
C: a LOGIN {100000}
S: a NO [TOOBIG]*
C: b LOGIN {9000+}
C- \{9000:x}
C:  secret
S: b NO [TOOBIG]*
C: c NOOP
S: c OK*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

# RFC 9051 section 9: in a quoted string only the quote and the backslash are escaped
user: joe se"c\ret

S: * OK*
C: a LOGIN "joe" "se\\x"
S: a BAD LOGIN: expected " or \\ after a backslash
C: a LOGIN "joe" "open
S: a BAD LOGIN: expected a closing quote
C: b LOGIN "joe" "se\\"c\\\\ret"
S: b OK*
C: c LOGOUT
S: * BYE*
S: c OK*
EOF

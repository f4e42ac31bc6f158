# RFC 1939 section 3: every line ends with CRLF, a dot in front is doubled
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: RETR 1
S: +OK 72 octets
S: From: ann@example.org
S: To: joe@example.org
S: Subject: one
S:
S: Hello Joe.
S: .
C: RETR 2
S: +OK 79 octets
S: From: ann@example.org
S: To: joe@example.org
S: Subject: two
S:
S: ..A dot.
S: ...
S: End.
S: .
C: RETR 3
S: -ERR no such message
C: RETR
S: -ERR*
C: QUIT
S: +OK*
EOF

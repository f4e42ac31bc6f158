# RFC 1939 section 7: TOP gives the header and so many lines of the body
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: TOP 2 0
S: +OK
S: From: ann@example.org
S: To: joe@example.org
S: Subject: two
S:
S: .
C: TOP 2 2
S: +OK
S: From: ann@example.org
S: To: joe@example.org
S: Subject: two
S:
S: ..A dot.
S: ...
S: .
C: TOP 2 99999999999
S: +OK
S: ...
S: End.
S: .
C: TOP 2
S: -ERR*
C: TOP 2 -1
S: -ERR*
C: TOP 2 1 1
S: -ERR*
C: TOP 3 1
S: -ERR no such message
C: QUIT
S: +OK*
EOF

# RFC 5034 section 4: cancelled, malformed, unknown; each can be followed by another try

S: +OK*
C: AUTH PLAIN
S~ \+ 
C: *
S: -ERR*
C: AUTH PLAIN
S~ \+ 
C: not base64
S: -ERR*
C: AUTH PLAIN =AAA
S: -ERR*
C: AUTH PLAIN =
S: -ERR*
C: AUTH CRAM-MD5
S: -ERR*
C: AUTH PLAIN AGpvZQB3cm9uZw==
S: -ERR [AUTH]*
C: AUTH PLAIN YW5uAGpvZQBzZWNyZXQ=
S: -ERR [AUTH]*
C: AUTH PLAIN am9lAGpvZQBzZWNyZXQ=
S: +OK maildrop*
C: QUIT
S: +OK*
EOF

# RFC 1939 section 7: no timestamp and no APOP when one account has a hash
user: joe secret
user: ann $5$saltsalt$D3QFcbNqJqLPD3WtoLlyp3kG7s0xfLfWgYDAPrnBuE2

S: +OK pop.example.org POP3 server ready
C: APOP joe 00112233445566778899aabbccddeeff
S: -ERR unknown command
C: QUIT
S: +OK*
EOF

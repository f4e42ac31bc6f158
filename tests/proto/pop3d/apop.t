# RFC 1939 section 7: APOP where every account's secret is known
maildir: one-message

S: +OK pop.example.org POP3 server ready %{stamp}
C: APOP joe
S: -ERR*
C: APOP joe 00112233445566778899aabbccddeeff
S: -ERR [AUTH]*
C: APOP nobody 00112233445566778899aabbccddeeff
S: -ERR [AUTH]*
C: QUIT
S: +OK*
EOF

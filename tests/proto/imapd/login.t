# RFC 9051 section 6.2.3: LOGIN, and what is announced before and after (I-20)
maildir: two-messages

S: * OK [CAPABILITY IMAP4rev1 IMAP4rev2 SASL-IR LITERAL- * AUTH=PLAIN AUTH=LOGIN] imap.example.org*
C: a CAPABILITY
S: * CAPABILITY IMAP4rev1 IMAP4rev2 SASL-IR*
S: a OK*
C: b LOGIN joe secret
S: b OK [CAPABILITY IMAP4rev1 IMAP4rev2 * LITERAL+ *] logged in
C: c LOGIN joe secret
S: c BAD not after login
C: d LOGOUT
S: * BYE*
S: d OK LOGOUT completed
EOF

# RFC 5161: what was not offered is ignored (I-32)
S: * OK*
C: a ENABLE CONDSTORE
S: a BAD log in first
C: a LOGIN joe secret
S: a OK*
C: b ENABLE X-UNKNOWN IMAP4REV1 UIDONLY
S: * ENABLED
S: b OK*
C: c ENABLE
S: c BAD*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

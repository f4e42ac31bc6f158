# RFC 9051 section 5.4: after -t seconds of silence the session ends, in each state, in the middle of a literal, and in SASL
# One mode only: it has to wait for a second.
server: -t 1
modes: lines
maildir: two-messages
check: Maildir/new/* count 1
check: Maildir/cur/* count 1
check: Maildir/tmp/* count 0
check: LOG contains reason=timeout

S: * OK*
S: * BYE*
EOF
CONNECT
S: * OK*
C: a LOGIN joe secret
S: a OK*
S: * BYE*
EOF
CONNECT
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b APPEND INBOX {10}
S: + *
C- abc
EOF
CONNECT
S: * OK*
C: a AUTHENTICATE LOGIN
S: + *
EOF

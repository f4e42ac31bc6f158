# RFC 3502: several messages in one APPEND, all of them or none
check: Maildir/cur/* count 2

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b APPEND INBOX (\\Seen) {4}
S: + *
C: A:b\n (\\Flagged) {5+}
C: A:cd\n
S: b OK [APPENDUID * 1:2] APPEND completed
C: c APPEND INBOX {4+}
C: A:b\n {0+}
C:
S: c NO cancelled*
C: d STATUS INBOX (MESSAGES)
S: * STATUS INBOX (MESSAGES 2)
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

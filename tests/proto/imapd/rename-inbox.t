# RFC 9051 section 6.3.6: RENAME of INBOX moves its messages and leaves it there, empty
maildir: two-messages
check: Maildir/.Old/cur/* count 2
check: Maildir/cur/* count 0

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c RENAME INBOX Old
S: * 1 EXPUNGE
S: * 1 EXPUNGE
S: c OK*
C: d STATUS Old (MESSAGES UNSEEN)
S: * STATUS Old (MESSAGES 2 UNSEEN 1)
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

# RFC 9051 section 6.4.1: CLOSE removes without a word; UNSELECT does not remove
maildir: two-messages
check: Maildir/cur/* count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS.SILENT (\\Deleted)
S: c OK*
C: d UNSELECT
S: d OK*
C: e STATUS INBOX (MESSAGES DELETED)
S: * STATUS INBOX (MESSAGES 2 DELETED 1)
S: e OK*
C: f SELECT INBOX
S: ...
S: f OK*
C: g CLOSE
S: g OK*
C: h FETCH 1 UID
S: h BAD select a mailbox first
C: i LOGOUT
S: * BYE*
S: i OK*
EOF

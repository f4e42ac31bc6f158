# RFC 4315 section 2.1: UID EXPUNGE removes only those that are named and \Deleted
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
C: d UID EXPUNGE 2
S: d OK*
C: e UID EXPUNGE 1:*
S: * 1 EXPUNGE
S: e OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

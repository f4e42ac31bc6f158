# RFC 9051 section 6.4.3: EXPUNGE removes what is \Deleted and renumbers
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
C: d EXPUNGE
S: * 1 EXPUNGE
S: d OK*
C: e FETCH 1 UID
S: * 1 FETCH (UID 2)
S: e OK*
C: f EXPUNGE
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

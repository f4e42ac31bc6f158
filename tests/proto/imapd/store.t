# RFC 9051 section 6.4.6: flags are set, cleared and replaced, told once and kept in the file's name
maildir: two-messages
check: Maildir/cur/*:2,DF count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS (\\Flagged \\Answered)
S: * 1 FETCH (FLAGS (\\Recent \\Seen \\Answered \\Flagged))
S: c OK*
C: d STORE 1:2 -FLAGS.SILENT \\Seen
S: d OK*
C: e UID STORE 2 FLAGS (\\Draft \\Recent)
S: * 2 FETCH (UID 2 FLAGS (\\Recent \\Draft))
S: e OK*
C: f NOOP
S: f OK*
C: g STORE 1 FLAGS (\\Draft \\Flagged)
S: * 1 FETCH (FLAGS (\\Recent \\Flagged \\Draft))
S: g OK*
C: h STORE 2 FLAGS ()
S: * 2 FETCH (FLAGS (\\Recent))
S: h OK*
C: i LOGOUT
S: * BYE*
S: i OK*
EOF

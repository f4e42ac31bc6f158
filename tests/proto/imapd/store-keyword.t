# I-17: a new keyword is announced before it is used, keeps its first spelling, and has a letter
maildir: two-messages
check: Maildir/dovecot-keywords contains 0 $Label1
check: Maildir/cur/*:2,Sa count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS ($Label1)
S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Label1)
S: * OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Label1 \\*)]*
S: * 1 FETCH (FLAGS (\\Recent \\Seen $Label1))
S: c OK*
C: d STORE 1 +FLAGS ($LABEL1)
S: * 1 FETCH (FLAGS (\\Recent \\Seen $Label1))
S: d OK*
C: e STORE 2 -FLAGS (never)
S: * 2 FETCH (FLAGS (\\Recent))
S: e OK*
C: f SELECT INBOX
S: * OK [CLOSED]*
S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $Label1)
S: ...
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

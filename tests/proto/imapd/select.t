# RFC 3501 section 6.3.1: what SELECT says; the message in new/ is recent once
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b EXAMINE inbox
S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)
S: * OK [PERMANENTFLAGS ()]*
S: * 2 EXISTS
S: * 2 RECENT
S: * OK [UNSEEN 2]*
S: * OK [MAILBOXID (*)]*
S: * OK [UIDVALIDITY %{validity}]*
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ *]*
S: b OK [READ-ONLY]*
C: c SELECT INBOX
S: * OK [CLOSED]*
S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)
S: * OK [PERMANENTFLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*)]*
S: * 2 EXISTS
S: * 2 RECENT
S: * OK [UNSEEN 2]*
S: * OK [MAILBOXID (*)]*
S: * OK [UIDVALIDITY %{validity}]*
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ *]*
S: c OK [READ-WRITE]*
C: d FETCH 1:2 FLAGS
S: * 1 FETCH (FLAGS (\\Recent \\Seen))
S: * 2 FETCH (FLAGS (\\Recent))
S: d OK*
C: e SELECT INBOX
S: ...
S: * 0 RECENT
S: ...
S: e OK*
C: f SELECT nowhere
S: * OK [CLOSED]*
S: f NO [NONEXISTENT]*
C: g FETCH 1 FLAGS
S: g BAD select a mailbox first
C: h LOGOUT
S: * BYE*
S: h OK*
EOF

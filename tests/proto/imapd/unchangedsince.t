# RFC 7162 section 3.1.3: a conditional STORE says which messages had changed, and to what
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX (CONDSTORE)
S: ...
S: * OK [HIGHESTMODSEQ %{first}]*
S: b OK*
C: c STORE 2 (UNCHANGEDSINCE %{first}) +FLAGS.SILENT (\\Flagged)
S: * 2 FETCH (UID 2 MODSEQ (%{second}))
S: c OK*
C: d STORE 1:2 (UNCHANGEDSINCE %{first}) +FLAGS (work)
S: * 2 FETCH (UID 2 MODSEQ (%{second}) FLAGS (\\Recent \\Flagged))
S: * FLAGS (* work)
S: * OK [PERMANENTFLAGS*
S: * 1 FETCH (UID 1 MODSEQ (*) FLAGS (\\Recent \\Seen work))
S: d OK [MODIFIED 2]*
C: e UID STORE 1:2 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Draft)
S: * 1 FETCH (UID 1 MODSEQ (*) FLAGS (*))
S: * 2 FETCH (UID 2 MODSEQ (%{second}) FLAGS (\\Recent \\Flagged))
S: e OK [MODIFIED 1:2]*
C: f STORE 1 (UNCHANGEDSINCE) +FLAGS (\\Draft)
S: f BAD*
C: g STORE 2,1:2 (UNCHANGEDSINCE 9223372036854775807) +FLAGS.SILENT (\\Draft)
S: * 1 FETCH (UID 1 MODSEQ (%{third}))
S: * 2 FETCH (UID 2 MODSEQ (%{third}))
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*

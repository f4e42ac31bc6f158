# RFC 7162 section 3.2: a modseq told while an expunge before it was not is followed by a lower HIGHESTMODSEQ
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b ENABLE QRESYNC
S: * ENABLED QRESYNC
S: b OK*
C: c SELECT INBOX
S: ...
S: * OK [HIGHESTMODSEQ %{first}]*
S: c OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT INBOX
S2: ...
S2: b OK*
C2: c STORE 1 +FLAGS.SILENT (\\Deleted)
S2: c OK*
C2: d EXPUNGE
S2: * 1 EXPUNGE
S2: d OK*
C: d STORE 1:2 +FLAGS.SILENT (\\Flagged)
S: * 2 FETCH (UID 2 MODSEQ (*))
S: * OK [HIGHESTMODSEQ %{first}]*
S: d NO [EXPUNGEISSUED]*
C: e FETCH 2 MODSEQ
S: * 2 FETCH (MODSEQ (%{last}))
S: * OK [HIGHESTMODSEQ %{first}]*
S: e OK*
C: f NOOP
S: * VANISHED 1
S: f OK*
C: g STATUS INBOX (HIGHESTMODSEQ)
S: * STATUS INBOX (HIGHESTMODSEQ %{last})
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*
C2: e LOGOUT
S2: * BYE*
S2: e OK*

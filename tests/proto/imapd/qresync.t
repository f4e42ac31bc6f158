# RFC 7162 section 3.2: VANISHED for EXPUNGE, and what a client has missed since it was last here
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX (QRESYNC (1 1))
S: b BAD*ENABLE QRESYNC first*
C: c ENABLE QRESYNC CONDSTORE
S: * ENABLED QRESYNC CONDSTORE
S: c OK*
C: d SELECT INBOX
S: ...
S: * OK [UIDVALIDITY %{validity}]*
S: ...
S: * OK [HIGHESTMODSEQ %{first}]*
S: d OK*
C: e COPY 1:2 INBOX
S: ...
S: e OK*
C: f STORE 1,3 +FLAGS.SILENT (\\Deleted)
S: * 1 FETCH (UID 1 MODSEQ (*))
S: * 3 FETCH (UID 3 MODSEQ (%{second}))
S: f OK*
C: g UID EXPUNGE 2:3
S: * VANISHED 3
S: g OK [HIGHESTMODSEQ %{third}] EXPUNGE completed
C: h UID EXPUNGE 2:3
S: h OK EXPUNGE completed
C: i EXPUNGE
S: * VANISHED 1
S: i OK [HIGHESTMODSEQ %{fourth}] EXPUNGE completed
C: j UID STORE 2 +FLAGS (\\Flagged)
S: * 1 FETCH (UID 2 MODSEQ (%{fifth}) FLAGS (\\Recent \\Flagged))
S: j OK*
C: k UID FETCH 1:* (FLAGS) (CHANGEDSINCE %{second} VANISHED)
S: * VANISHED (EARLIER) 1,3
S: * 1 FETCH (UID 2 FLAGS (\\Recent \\Flagged) MODSEQ (%{fifth}))
S: k OK*
C: l UID FETCH 1 (FLAGS) (CHANGEDSINCE %{third} VANISHED)
S: * VANISHED (EARLIER) 1
S: l OK*
C: m FETCH 1 (FLAGS) (CHANGEDSINCE %{third} VANISHED)
S: m BAD*
C: n UID FETCH 1 (FLAGS) (VANISHED)
S: n BAD*
C: o UID FETCH 1:* (FLAGS) (CHANGEDSINCE 1 VANISHED)
S: * VANISHED (EARLIER) 1,3
S: * 1 FETCH (UID 2*
S: * 2 FETCH (UID 4*
S: o OK*
C: p SELECT INBOX (QRESYNC (%{validity} %{second}))
S: * OK [CLOSED]*
S: ...
S: * OK [HIGHESTMODSEQ %{fifth}]*
S: * VANISHED (EARLIER) 1,3
S: * 1 FETCH (UID 2 MODSEQ (%{fifth}) FLAGS (\\Flagged))
S: p OK*
C: q SELECT INBOX (CONDSTORE QRESYNC (%{validity} %{second} 1:2,4 (1 2)))
S: * OK [CLOSED]*
S: ...
S: * OK [HIGHESTMODSEQ %{fifth}]*
S: * 1 FETCH (UID 2 MODSEQ (%{fifth}) FLAGS (\\Flagged))
S: q OK*
C: r SELECT INBOX (QRESYNC (%{validity} %{second} (1:2 2,5)))
S: * OK [CLOSED]*
S: ...
S: * OK [HIGHESTMODSEQ %{fifth}]*
S: * VANISHED (EARLIER) 3
S: * 1 FETCH (UID 2 MODSEQ (%{fifth}) FLAGS (\\Flagged))
S: r OK*
C: s SELECT INBOX (QRESYNC (1 %{second}))
S: * OK [CLOSED]*
S: ...
S: * OK [HIGHESTMODSEQ %{fifth}]*
S: s OK*
C: t SELECT INBOX (QRESYNC (%{validity} 1 1:*))
S: t BAD*
C: u SELECT INBOX (QRESYNC (%{validity} 1 1:2 (1 2:3)))
S: u BAD*
C: v SELECT INBOX (QRESYNC (0 1))
S: v BAD*
C: w LOGOUT
S: * BYE*
S: w OK*

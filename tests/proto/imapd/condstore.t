# RFC 7162 section 3.1: what enables it tells HIGHESTMODSEQ, and FETCH has UID and MODSEQ from then on
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * CONDSTORE QRESYNC*
C: b SELECT INBOX
S: ...
S: * OK [HIGHESTMODSEQ %{first}]*
S: b OK*
C: c STORE 1 +FLAGS.SILENT (\\Flagged)
S: c OK*
C: d STATUS INBOX (HIGHESTMODSEQ)
S: * OK [HIGHESTMODSEQ %{second}]*
S: * STATUS INBOX (HIGHESTMODSEQ %{second})
S: d OK*
C: e FETCH 1:2 (MODSEQ)
S: * 1 FETCH (MODSEQ (%{second}))
S: * 2 FETCH (MODSEQ (%{first}))
S: e OK*
C: f STORE 2 +FLAGS (\\Draft)
S: * 2 FETCH (UID 2 MODSEQ (%{third}) FLAGS (\\Recent \\Draft))
S: f OK*
C: g STORE 1 -FLAGS.SILENT (\\Flagged)
S: * 1 FETCH (UID 1 MODSEQ (%{fourth}))
S: g OK*
C: h FETCH 1:2 (FLAGS) (CHANGEDSINCE %{third})
S: * 1 FETCH (FLAGS (\\Recent \\Seen) MODSEQ (%{fourth}))
S: h OK*
C: i FETCH 2 BODY[TEXT]<0.1>
S: * 2 FETCH (UID 2 FLAGS (\\Recent \\Seen \\Draft) MODSEQ (%{fifth}) BODY[TEXT]<0> {1}
S: *)
S: i OK*
C: j SELECT INBOX (CONDSTORE)
S: * OK [CLOSED]*
S: ...
S: * OK [HIGHESTMODSEQ %{fifth}]*
S: j OK*
C: k SELECT INBOX (CONDSTORE FROB)
S: k BAD*
C: l NOOP
S: l OK*
C: m FETCH 1 FLAGS (CHANGEDSINCE x)
S: m BAD*
C: n FETCH 1:2 FLAGS (CHANGEDSINCE 0)
S: * 1 FETCH (FLAGS (\\Seen) MODSEQ (%{fourth}))
S: * 2 FETCH (FLAGS (\\Seen \\Draft) MODSEQ (%{fifth}))
S: n OK*
C: o LOGOUT
S: * BYE*
S: o OK*

# RFC 8474: MAILBOXID survives RENAME, EMAILID COPY; a mailbox made anew has another
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * OBJECTID*
C: b CREATE Work
S: b OK [MAILBOXID (%{work})] CREATE completed
C: c STATUS Work (MAILBOXID)
S: * STATUS Work (MAILBOXID (%{work}))
S: c OK*
C: d RENAME Work Play
S: d OK*
C: e LIST "" Play RETURN (STATUS (MAILBOXID))
S: * LIST (*) "." Play
S: * STATUS Play (MAILBOXID (%{work}))
S: e OK*
C: f SELECT INBOX
S: ...
S: * OK [MAILBOXID (%{inbox})]*
S: ...
S: f OK*
C: g FETCH 1:2 (EMAILID THREADID)
S: * 1 FETCH (THREADID NIL EMAILID (%{one}))
S: * 2 FETCH (THREADID NIL EMAILID (%{two}))
S: g OK*
C: h SEARCH EMAILID %{two}
S: * SEARCH 2
S: h OK*
C: i SEARCH NOT EMAILID %{two}
S: * SEARCH 1
S: i OK*
C: j SEARCH OR THREADID T1 UID 1
S: * SEARCH 1
S: j OK*
C: k MOVE 2 Play
S: * OK [COPYUID*
S: * 2 EXPUNGE
S: k OK*
C: l SELECT Play
S: * OK [CLOSED]*
S: ...
S: * OK [MAILBOXID (%{work})]*
S: ...
S: l OK*
C: m FETCH 1 EMAILID
S: * 1 FETCH (EMAILID (%{two}))
S: m OK*
C: n LOGOUT
S: * BYE*
S: n OK*

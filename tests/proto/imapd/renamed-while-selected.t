# RFC 9051 section 6.3.6: who has selected a mailbox that another session renames goes on with its messages, or is told to go
modes: lines pipes

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE x
S: b OK*
C: c APPEND x {3+}
C: a:b
S: c OK*
C: d SELECT x
S: ...
S: d OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b RENAME x y
S2: b OK*
C2: c CREATE x
S2: c OK*
C2: d APPEND x {3+}
C2: c:d
S2: d OK*
C: e FETCH 1 BODY.PEEK[]
S: * 1 FETCH (BODY[] {3}
S: a:b)
S: e OK*
C: f STORE 1 +FLAGS (\\Flagged)
S: * 1 FETCH (FLAGS (\\Recent \\Flagged))
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF
C2: e SELECT y
S2: ...
S2: e OK*
C2: f FETCH 1 (FLAGS BODY.PEEK[])
S2: * 1 FETCH (FLAGS (\\Flagged) BODY[] {3}
S2: a:b)
S2: f OK*
C2: g SELECT x
S2: ...
S2: g OK*
C2: h FETCH 1 (FLAGS BODY.PEEK[])
S2: * 1 FETCH (FLAGS (\\Recent) BODY[] {3}
S2: c:d)
S2: h OK*
C2: i LOGOUT
S2: * BYE*
S2: i OK*
EOF2

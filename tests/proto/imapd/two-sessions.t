# RFC 9051 section 7.5.2: what another session does is told, but an expunge not during FETCH or STORE (I-7, I-15)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT INBOX
S2: ...
S2: b OK*
C2: c STORE 1 +FLAGS (\\Deleted work)
S2: * FLAGS*
S2: * OK [PERMANENTFLAGS*
S2: * 1 FETCH (FLAGS (\\Seen \\Deleted work))
S2: c OK*
C: c NOOP
S: * FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft work)
S: * OK [PERMANENTFLAGS*
S: * 1 FETCH (FLAGS (\\Recent \\Seen \\Deleted work))
S: c OK*
C2: d EXPUNGE
S2: * 1 EXPUNGE
S2: d OK*
C: d FETCH 1:2 UID
S: * 1 FETCH (UID 1)
S: * 2 FETCH (UID 2)
S: d OK*
C: e STORE 2 +FLAGS (\\Flagged)
S: * 2 FETCH (FLAGS (\\Recent \\Flagged))
S: e OK*
C: f FETCH 1 BODY.PEEK[TEXT]
S: f NO [EXPUNGEISSUED]*
C: g STORE 1 +FLAGS (\\Flagged)
S: g NO [EXPUNGEISSUED]*
C: h COPY 1 INBOX
S: h NO [EXPUNGEISSUED]*
C: i UID FETCH 1:* FLAGS
S: ...
S: * 1 EXPUNGE
S: i OK*
C: j FETCH 1 (UID FLAGS)
S: * 1 FETCH (UID 2 FLAGS (\\Recent \\Flagged))
S: j OK*
C2: e NOOP
S2: * 1 FETCH (FLAGS (\\Flagged))
S2: e OK*
C2: f LOGOUT
S2: * BYE*
S2: f OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 9051 section 6.3.3: EXAMINE changes nothing, not even the directory
maildir: two-messages
check: Maildir/new/* count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b EXAMINE INBOX
S: ...
S: b OK [READ-ONLY]*
C: c STORE 1 +FLAGS (\\Deleted)
S: c NO [NOPERM]*
C: d EXPUNGE
S: d NO [NOPERM]*
C: e FETCH 2 BODY[TEXT]
S: ...
S: e OK*
C: f FETCH 2 FLAGS
S: * 2 FETCH (FLAGS (\\Recent))
S: f OK*
C: g CLOSE
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*
EOF

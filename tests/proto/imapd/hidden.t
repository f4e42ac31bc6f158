# -x: what is hidden is not announced, its commands are unknown and ENABLE ignores it
server: -x METADATA -x QUOTA -x QRESYNC -x IMAP4rev2 -x IDLE -x APPENDLIMIT -x REPLACE
S~ \* OK \[CAPABILITY IMAP4rev1 SASL-IR LITERAL- ID ENABLE AUTH=.*
C: a LOGIN joe secret
S~ a OK \[CAPABILITY IMAP4rev1 UTF8=ACCEPT [^]]*CONDSTORE [^]]*\] .*
C: b GETMETADATA "" /shared/comment
S: b BAD unknown command
C: c GETQUOTAROOT INBOX
S: c BAD unknown command
C: d IDLE
S: d BAD unknown command
C: e ENABLE QRESYNC IMAP4rev2 CONDSTORE
S: * ENABLED CONDSTORE
S: e OK*
C: f CAPABILITY
S~ \* CAPABILITY IMAP4rev1 .*
S: f OK*
C: g SELECT INBOX
S: ...
S: g OK*
C: h REPLACE 1 INBOX {3+}
C: abc
S: h BAD unknown command
C: i LOGOUT
S: * BYE*
S: i OK*

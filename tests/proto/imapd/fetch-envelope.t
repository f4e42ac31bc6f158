# RFC 9051 section 7.5.2: ENVELOPE and BODYSTRUCTURE; sender and reply-to default to from
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1 ENVELOPE
S: * 1 FETCH (ENVELOPE (NIL "one" ((NIL NIL "ann" "example.org")) ((NIL NIL "ann" "example.org")) ((NIL NIL "ann" "example.org")) ((NIL NIL "joe" "example.org")) NIL NIL NIL NIL))
S: c OK*
C: d FETCH 1 (BODY BODYSTRUCTURE)
S: * 1 FETCH (BODY ("text" "plain" * 12 1) BODYSTRUCTURE ("text" "plain" * 12 1 NIL NIL NIL NIL))
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

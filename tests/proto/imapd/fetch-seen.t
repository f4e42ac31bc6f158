# RFC 9051 section 6.4.5: BODY[] makes a message \Seen and says so; BODY.PEEK[] does not
maildir: two-messages
check: Maildir/cur/*:2,S count 2

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 2 BODY.PEEK[HEADER.FIELDS (X-No)]
S: * 2 FETCH (BODY[HEADER.FIELDS (X-No)] {2}
S:
S: )
S: c OK*
C: d FETCH 1:2 BODY[HEADER.FIELDS (X-No)]
S: * 1 FETCH (BODY[HEADER.FIELDS (X-No)] {2}
S:
S: )
S: * 2 FETCH (FLAGS (\\Recent \\Seen) BODY[HEADER.FIELDS (X-No)] {2}
S:
S: )
S: d OK*
C: e NOOP
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

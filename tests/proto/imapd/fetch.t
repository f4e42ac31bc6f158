# RFC 9051 section 6.4.5: what FETCH returns, and RFC822.SIZE is that of BODY[] (I-5)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE)
S: * 1 FETCH (UID 1 FLAGS (\\Recent \\Seen) INTERNALDATE "14-Nov-2023 22:13:21 +0000" RFC822.SIZE 72)
S: c OK*
C: d FETCH 1 BODY.PEEK[]
S: * 1 FETCH (BODY[] {72}
S: From: ann@example.org
S: To: joe@example.org
S: Subject: one
S:
S: Hello Joe.
S: )
S: d OK*
C: e UID FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT from X-None)]
S: * 1 FETCH (UID 1 BODY[HEADER.FIELDS (SUBJECT from X-None)] {39}
S: From: ann@example.org
S: Subject: one
S:
S: )
S: e OK*
C: f FETCH 1 BODY.PEEK[HEADER.FIELDS.NOT (Subject From)]
S: * 1 FETCH (BODY[HEADER.FIELDS.NOT (Subject From)] {23}
S: To: joe@example.org
S:
S: )
S: f OK*
C: g FETCH 1 BODY.PEEK[HEADER.FIELDS (X-None)]
S: * 1 FETCH (BODY[HEADER.FIELDS (X-None)] {2}
S:
S: )
S: g OK*
C: h FETCH 1 (BODY.PEEK[TEXT] BODY.PEEK[1] BODY.PEEK[2] BODY.PEEK[HEADER])
S: * 1 FETCH (BODY[TEXT] {12}
S: Hello Joe.
S:  BODY[1] {12}
S: Hello Joe.
S:  BODY[2] NIL BODY[HEADER] {60}
S: From: ann@example.org
S: To: joe@example.org
S: Subject: one
S:
S: )
S: h OK*
C: i FETCH 1 (RFC822.HEADER RFC822.TEXT)
S: * 1 FETCH (RFC822.HEADER {60}
S: From: ann@example.org
S: To: joe@example.org
S: Subject: one
S:
S:  RFC822.TEXT {12}
S: Hello Joe.
S: )
S: i OK*
C: j FETCH 1 FAST
S: * 1 FETCH (FLAGS (\\Recent \\Seen) INTERNALDATE "14-Nov-2023 22:13:21 +0000" RFC822.SIZE 72)
S: j OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 9051 section 6.4.5.1: partial fetches count CRLF, and name where they begin (I-10)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1 BODY.PEEK[]<0.5>
S: * 1 FETCH (BODY[]<0> {5}
S: From:)
S: c OK*
C: d FETCH 1 BODY.PEEK[]<21.4>
S: * 1 FETCH (BODY[]<21> {4}
S:
S: To)
S: d OK*
C: e FETCH 1 BODY.PEEK[]<23.3>
S: * 1 FETCH (BODY[]<23> {3}
S: To:)
S: e OK*
C: f FETCH 1 BODY.PEEK[]<70.393216>
S: * 1 FETCH (BODY[]<70> {2}
S:
S: )
S: f OK*
C: g FETCH 1 BODY.PEEK[]<1000.10>
S: * 1 FETCH (BODY[]<1000> {0}
S: )
S: g OK*
C: h FETCH 1 BODY.PEEK[]<0.0>
S: h BAD FETCH: expected a number above 0
C: i FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject)]<9.3>
S: * 1 FETCH (BODY[HEADER.FIELDS (Subject)]<9> {3}
S: one)
S: i OK*
C: j LOGOUT
S: * BYE*
S: j OK*
EOF

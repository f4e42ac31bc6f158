# RFC 4469, RFC 5550 section 4.4: a message made of text and of parts that are here already; all of it or nothing
file: $MAILDIR/.Drafts/new/1700000001.M1P1.mx
| Subject: old
| From: joe
| Content-Type: multipart/mixed; boundary=b
|
| --b
|
| first
| --b
| Content-Type: text/x
|
| second part
| --b--
file: $MAILDIR/.Drafts/cur/
file: $MAILDIR/.Drafts/tmp/
check: Maildir/cur/* count 3

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * CATENATE URL-PARTIAL*
C: b STATUS Drafts (UIDVALIDITY)
S: * STATUS Drafts (UIDVALIDITY %{validity})
S: b OK*
C: c APPEND INBOX (\\Seen) CATENATE (TEXT {12}
S: + *
C: Subject: n\r\n URL "/Drafts;UIDVALIDITY=%{validity}/;UID=1/;SECTION=HEADER.FIELDS%20(from)" TEXT {6+}
C: x\r\ny\r\n URL "/Drafts/;UID=1/;SECTION=2/;PARTIAL=7.4")
S: c OK [APPENDUID * 1]*
C: d SELECT INBOX
S: ...
S: d OK*
C: e FETCH 1 (FLAGS BODY.PEEK[])
S: * 1 FETCH (FLAGS (\\Recent \\Seen) BODY[] {35}
S: Subject: n
S: From: joe
S:
S: x
S: y
S: part)
S: e OK*
C: f APPEND INBOX CATENATE (URL "/Drafts/;UID=1/;SECTION=9" TEXT {3+}
C: abc)
S: f NO [BADURL /Drafts/;UID=1/;SECTION=9]*
C: g APPEND INBOX CATENATE (URL "/Drafts;UIDVALIDITY=1/;UID=1")
S: g NO [BADURL*
C: h APPEND INBOX CATENATE (URL "/Nowhere/;UID=1")
S: h NO [BADURL*
C: i APPEND INBOX CATENATE (URL "imap://other.example.org/INBOX/;UID=1")
S: i NO [BADURL*
C: j APPEND INBOX CATENATE (URL "/Drafts/;UID=7")
S: j NO [BADURL*
C: k APPEND INBOX CATENATE ()
S: k BAD*
C: l APPEND INBOX CATENATE (URL "/Drafts/;UID=1/;SECTION=TEXT") {3+}
C: x\r\n (\\Flagged) CATENATE (TEXT {2+}
C: z)
S: l BAD*
C: m APPEND INBOX CATENATE (URL "/Drafts/;UID=1/;SECTION=1") {3+}
C: x\r\n
S: * 3 EXISTS
S: * 3 RECENT
S: m OK [APPENDUID * 2:3]*
C: n FETCH 2:3 BODY.PEEK[]
S: * 2 FETCH (BODY[] {5}
S: first)
S: * 3 FETCH (BODY[] {3}
S: x
S: )
S: n OK*
C: o LOGOUT
S: * BYE*
S: o OK*

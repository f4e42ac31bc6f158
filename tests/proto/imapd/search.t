# RFC 9051 section 6.4.4: the keys of SEARCH
file: $MAILDIR/cur/1700000001.M1P1.h:2,FS
| Date: Mon, 2 Jan 2006 15:04:05 -0700
| From: Ann Example <ann@example.org>
| To: joe@example.org
| Cc: "Boss, The" <boss@example.org>
| Subject: The first of them
| X-Empty:
|
| Hello Joe, this is about Zebras.
file: $MAILDIR/cur/1700086402.M2P1.h:2,R
| Date: 3 Jan 2006 23:59:00 -0800 (comment)
| From: bob@example.net
| To: Joe <joe@example.org>,
|  carol@example.com
| Bcc: secret@example.org
| Subject: Second
|  of them
|
| Nothing about animals here.
file: $MAILDIR/cur/1700172803.M3P1.h:2,DT
| From: ann@example.org
| Subject: draft
|
| Zebra again, and a longer text so that it is larger than the others
| by some lines of text that say nothing at all, over and over again,
| by some lines of text that say nothing at all, over and over again.

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c1 SEARCH ALL
S: * SEARCH 1 2 3
S: c1 OK*
C: c2 UID SEARCH 2:*
S: * SEARCH 2 3
S: c2 OK*
C: c3 SEARCH SEEN
S: * SEARCH 1
S: c3 OK*
C: c4 SEARCH UNSEEN
S: * SEARCH 2 3
S: c4 OK*
C: c5 SEARCH FLAGGED UNANSWERED UNDELETED UNDRAFT
S: * SEARCH 1
S: c5 OK*
C: c6 SEARCH OR ANSWERED DELETED
S: * SEARCH 2 3
S: c6 OK*
C: c7 SEARCH NOT DRAFT UNFLAGGED
S: * SEARCH 2
S: c7 OK*
C: d1 SEARCH FROM ann
S: * SEARCH 1 3
S: d1 OK*
C: d2 SEARCH FROM "ANN@EXAMPLE"
S: * SEARCH 1 3
S: d2 OK*
C: d3 SEARCH TO carol
S: * SEARCH 2
S: d3 OK*
C: d4 SEARCH CC boss
S: * SEARCH 1
S: d4 OK*
C: d5 SEARCH BCC secret@
S: * SEARCH 2
S: d5 OK*
C: d6 SEARCH SUBJECT "second of"
S: * SEARCH 2
S: d6 OK*
C: d7 SEARCH HEADER X-Empty ""
S: * SEARCH 1
S: d7 OK*
C: d8 SEARCH HEADER Cc "" NOT HEADER Bcc ""
S: * SEARCH 1
S: d8 OK*
C: e1 SEARCH BODY zebra
S: * SEARCH 1 3
S: e1 OK*
C: e2 SEARCH BODY ann
S: * SEARCH
S: e2 OK*
C: e3 SEARCH TEXT ann
S: * SEARCH 1 3
S: e3 OK*
C: e4 SEARCH TEXT zebra NOT TEXT joe
S: * SEARCH 3
S: e4 OK*
C: f1 SEARCH SENTON 2-Jan-2006
S: * SEARCH 1
S: f1 OK*
C: f2 SEARCH SENTSINCE 3-Jan-2006
S: * SEARCH 2
S: f2 OK*
C: f3 SEARCH SENTBEFORE "4-Jan-2006"
S: * SEARCH 1 2
S: f3 OK*
C: f4 SEARCH BEFORE 15-Nov-2023
S: * SEARCH 1
S: f4 OK*
C: f5 SEARCH ON 15-Nov-2023
S: * SEARCH 2
S: f5 OK*
C: f6 SEARCH SINCE 15-nov-2023
S: * SEARCH 2 3
S: f6 OK*
C: g1 SEARCH LARGER 220
S: * SEARCH 3
S: g1 OK*
C: g2 SEARCH SMALLER 220 UID 1,3
S: * SEARCH 1
S: g2 OK*
C: h1 SEARCH OLD
S: * SEARCH
S: h1 OK*
C: h2 SEARCH NEW
S: * SEARCH 2 3
S: h2 OK*
C: h3 STORE 3 +FLAGS.SILENT (Work)
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: h3 OK*
C: h4 SEARCH KEYWORD work
S: * SEARCH 3
S: h4 OK*
C: h5 SEARCH UNKEYWORD WORK
S: * SEARCH 1 2
S: h5 OK*
C: h6 SEARCH KEYWORD $NotHere
S: * SEARCH
S: h6 OK*
C: i1 SEARCH (OR (FROM bob) (NOT (OR SEEN ANSWERED))) 1:3
S: * SEARCH 2 3
S: i1 OK*
C: i2 SEARCH 5:9
S: * SEARCH
S: i2 OK*
C: i3 UID SEARCH UID *
S: * SEARCH 3
S: i3 OK*
C: i4 UID SEARCH *:*
S: * SEARCH 3
S: i4 OK*
C: i5 UID SEARCH UID 9:*
S: * SEARCH 3
S: i5 OK*
C: j1 SEARCH YOUNGER 86400
S: * SEARCH
S: j1 OK*
C: j2 SEARCH OLDER 86400
S: * SEARCH 1 2 3
S: j2 OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

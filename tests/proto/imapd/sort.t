# RFC 5256, RFC 5957, RFC 5267 section 3: SORT
file: $MAILDIR/cur/1700000001.M1P1.h:2,
| Date: Mon, 2 Jan 2006 15:04:05 -0700
| From: Zoe <ann@example.org>
| To: undisclosed-recipients:;
| Subject: Re: [list] beta
|
| One, which is the longest of all of them.
file: $MAILDIR/cur/1700000002.M2P1.h:2,
| Date: Mon, 2 Jan 2006 20:04:05 +0000
| From: =?utf-8?Q?=C3=84rger?= <Zed@example.org>
| To: Carl <carl@example.org>
| Subject: Alpha
|
| Two.
file: $MAILDIR/cur/1700000003.M3P1.h:2,S
| From: bob@example.org
| Cc: dan@example.org
| Subject: BETA (fwd)
|
| Three, longer.
file: $MAILDIR/cur/1700000000.M4P1.h:2,
| Date: rubbish
| From: <bob@example.org>
| To: "Adam" <x@example.org>

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * SORT SORT=DISPLAY ESORT *
C: b SELECT INBOX
S: ...
S: b OK*
C: b2 UID FETCH 1:* INTERNALDATE
S: * 1 FETCH (UID 1 INTERNALDATE "14-Nov-2023 22:13:20 +0000")
S: * 2 FETCH (UID 2 INTERNALDATE "14-Nov-2023 22:13:21 +0000")
S: * 3 FETCH (UID 3 INTERNALDATE "14-Nov-2023 22:13:22 +0000")
S: * 4 FETCH (UID 4 INTERNALDATE "14-Nov-2023 22:13:23 +0000")
S: b2 OK*
C: c1 SORT (DATE) UTF-8 ALL
S: * SORT 3 2 1 4
S: c1 OK*
C: c2 UID SORT (REVERSE DATE) US-ASCII ALL
S: * SORT 4 1 2 3
S: c2 OK*
C: c3 SORT (SUBJECT REVERSE ARRIVAL) UTF-8 ALL
S: * SORT 1 3 4 2
S: c3 OK*
C: c4 SORT (FROM SIZE) UTF-8 ALL
S: * SORT 2 1 4 3
S: c4 OK*
C: c5 SORT (REVERSE FROM) UTF-8 ALL
S: * SORT 3 1 4 2
S: c5 OK*
C: c6 SORT (TO) UTF-8 ALL
S: * SORT 2 4 3 1
S: c6 OK*
C: c7 SORT (DISPLAYFROM) UTF-8 ALL
S: * SORT 3 1 4 2
S: c7 OK*
C: c8 SORT (DISPLAYTO) UTF-8 ALL
S: * SORT 2 4 1 3
S: c8 OK*
C: c9 SORT (REVERSE CC REVERSE SIZE) utf-8 UNSEEN FROM example
S: * SORT 2 3 1
S: c9 OK*
C: d1 UID SORT RETURN () (REVERSE ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "d1") UID ALL 4,3,2,1
S: d1 OK*
C: d2 SORT RETURN (MIN MAX COUNT) (SUBJECT) UTF-8 NOT 1
S: * ESEARCH (TAG "d2") MIN 3 MAX 4 COUNT 3
S: d2 OK*
C: d3 SORT (ARRIVAL) UTF-8 MODSEQ 1 3:4
S: * OK [HIGHESTMODSEQ *
S: * SORT 3 4 (MODSEQ *)
S: d3 OK*
C: e1 SORT (SUBJECT) UTF-8 DELETED
S: * SORT
S: e1 OK*
C: e2 SORT () UTF-8 ALL
S: e2 BAD SORT: expected a sort criterion
C: e3 SORT (SUBJECT) ALL
S: e3 BAD SORT: expected a space and another argument
C: e4 SORT (SUBJECT) KLINGON ALL
S: e4 NO [BADCHARSET (US-ASCII UTF-8)]*
C: e5 SORT (REVERSE) UTF-8 ALL
S: e5 BAD SORT: expected a space and another argument
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 5256: THREAD by subject and by references
file: $MAILDIR/cur/1700000001.M1P1.h:2,
| Date: 1 Jan 2006 10:00:00 +0000
| Message-ID: <1@x>
| Subject: one
file: $MAILDIR/cur/1700000002.M2P1.h:2,
| Date: 1 Jan 2006 11:00:00 +0000
| Message-ID: <"2"@x>
| References: <1@x>
| Subject: Re: one
file: $MAILDIR/cur/1700000003.M3P1.h:2,
| Date: 1 Jan 2006 12:00:00 +0000
| Message-ID: <3@x>
| References: <1@x> <2@x>
| Subject: Re: one
file: $MAILDIR/cur/1700000004.M4P1.h:2,
| Date: 1 Jan 2006 11:30:00 +0000
| Message-ID: <4@x>
| In-Reply-To: Your message <2@x> of yesterday <9@x>
| Subject: Re: one
file: $MAILDIR/cur/1700000005.M5P1.h:2,
| Date: 1 Jan 2006 09:00:00 +0000
| Message-ID: <5@x>
| References: <gone@x>
| Subject: Re: lost
file: $MAILDIR/cur/1700000006.M6P1.h:2,
| Date: 1 Jan 2006 08:00:00 +0000
| Message-ID: <6@x>
| References: <gone@x>
| Subject: lost, too
file: $MAILDIR/cur/1700000007.M7P1.h:2,
| Date: 2 Jan 2006 08:00:00 +0000
| Subject: Re: one
file: $MAILDIR/cur/1700000008.M8P1.h:2,
| Date: 3 Jan 2006 08:00:00 +0000
| Message-ID: <1@x>
| Subject: one

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * THREAD=ORDEREDSUBJECT THREAD=REFERENCES THREAD=REFS *
C: b SELECT INBOX
S: ...
S: b OK*
C: c1 THREAD REFERENCES UTF-8 ALL
S: * THREAD ((6)(5))((1 (2 (4)(3))(7))(8))
S: c1 OK*
C: c2 UID THREAD REFS UTF-8 ALL
S: * THREAD ((6)(5))(1 2 (4)(3))(7)(8)
S: c2 OK*
C: c3 THREAD ORDEREDSUBJECT US-ASCII ALL
S: * THREAD (6)(5)(1 (2)(4)(3)(7)(8))
S: c3 OK*
C: c4 THREAD REFERENCES UTF-8 2:4
S: * THREAD (2 (4)(3))
S: c4 OK*
C: c5 THREAD REFERENCES UTF-8 3:6
S: * THREAD ((6)(5))((4)(3))
S: c5 OK*
C: c6 THREAD REFERENCES UTF-8 5
S: * THREAD (5)
S: c6 OK*
C: c7 THREAD REFERENCES UTF-8 DELETED
S: * THREAD
S: c7 OK*
C: d1 THREAD JWZ UTF-8 ALL
S: d1 BAD THREAD: expected a threading algorithm
C: d2 THREAD REFS X-NONE ALL
S: d2 NO [BADCHARSET*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

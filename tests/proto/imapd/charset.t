# 7.13: text in the character sets that mail is in, converted inside of the jail; and searched for in them
file: $MAILDIR/cur/1700000001.M1P1.h:2,
| Subject: =?iso-8859-15?B?UHJlaXM6IDEwMCCkIGJlaSC8dXZyZQ==?=
| Content-Type: text/plain; charset=iso-8859-15
| Content-Transfer-Encoding: 8bit
|
| Preis: 100 \xa4 bei \xbcuvre
file: $MAILDIR/cur/1700000002.M2P1.h:2,
| Subject: =?windows-1252?B?k3F1b3RlZJQgliBkYXNo?=
| Content-Type: text/plain; charset=windows-1252
| Content-Transfer-Encoding: 8bit
|
| \x93quoted\x94 \x96 dash
file: $MAILDIR/cur/1700000003.M3P1.h:2,
| Subject: =?iso-2022-jp?B?GyRCRnxLXDhsJE4lYSE8JWsbKEI=?=
| Content-Type: text/plain; charset=iso-2022-jp
| Content-Transfer-Encoding: 7bit
|
| \x1b$BF|K\\8l$N%a!<%k\x1b(B
file: $MAILDIR/cur/1700000004.M4P1.h:2,
| Subject: =?koi8-r?B?8NLJ18XULCDNydI=?=
| Content-Type: text/plain; charset=koi8-r
| Content-Transfer-Encoding: base64
|
| 8NLJ18XULCDNydI=
file: $MAILDIR/cur/1700000005.M5P1.h:2,
| Subject: =?gb2312?B?1tDOxNPKvP4=?=
| Content-Type: text/plain; charset=gb2312
| Content-Transfer-Encoding: quoted-printable
|
| =D6=D0=CE=C4=D3=CA=BC=FE
file: $MAILDIR/cur/1700000006.M6P1.h:2,
| Subject: =?hz-gb-2312?B?fnsyYkpUfn0=?=
| Content-Type: text/plain; charset=hz-gb-2312
| Content-Transfer-Encoding: 7bit
|
| ~{2bJT~}
file: $MAILDIR/cur/1700000007.M7P1.h:2,
| Subject: =?utf-7?B?bmErQU84LXZl?=
| Content-Type: text/plain; charset=utf-7
| Content-Transfer-Encoding: 7bit
|
| na+AO8-ve

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c1 SEARCH BODY "100 \xe2\x82\xac" SUBJECT "100 \xe2\x82\xac"
S: * SEARCH 1
S: c1 OK*
C: c2 SEARCH BODY "dash" SUBJECT "DASH"
S: * SEARCH 2
S: c2 OK*
C: c3 SEARCH BODY "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe3\x83\xa1\xe3\x83\xbc\xe3\x83\xab" SUBJECT "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe3\x83\xa1\xe3\x83\xbc\xe3\x83\xab"
S: * SEARCH 3
S: c3 OK*
C: c4 SEARCH BODY "\xd0\xbc\xd0\xb8\xd1\x80" SUBJECT "\xd0\x9c\xd0\x98\xd0\xa0"
S: * SEARCH 4
S: c4 OK*
C: c5 SEARCH BODY "\xe4\xb8\xad\xe6\x96\x87\xe9\x82\xae\xe4\xbb\xb6" SUBJECT "\xe4\xb8\xad\xe6\x96\x87\xe9\x82\xae\xe4\xbb\xb6"
S: * SEARCH 5
S: c5 OK*
C: c6 SEARCH BODY "\xe6\xb5\x8b\xe8\xaf\x95" SUBJECT "\xe6\xb5\x8b\xe8\xaf\x95"
S: * SEARCH 6
S: c6 OK*
C: c7 SEARCH BODY "na\xc3\xafve" SUBJECT "NA\xc3\x8fVE"
S: * SEARCH 7
S: c7 OK*
C: d1 SEARCH CHARSET iso-8859-15 TEXT {5}
S: + *
C: \xbcuvre
S: * SEARCH 1
S: d1 OK*
C: d2 SEARCH CHARSET windows-1252 TEXT {4}
S: + *
C: dash
S: * SEARCH 2
S: d2 OK*
C: d3 SEARCH CHARSET iso-2022-jp TEXT {20}
S: + *
C: \x1b$BF|K\\8l$N%a!<%k\x1b(B
S: * SEARCH 3
S: d3 OK*
C: d4 SEARCH CHARSET koi8-r TEXT {3}
S: + *
C: \xcd\xc9\xd2
S: * SEARCH 4
S: d4 OK*
C: d5 SEARCH CHARSET gb2312 TEXT {8}
S: + *
C: \xd6\xd0\xce\xc4\xd3\xca\xbc\xfe
S: * SEARCH 5
S: d5 OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

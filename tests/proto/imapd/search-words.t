# I-24: SEARCH looks for decoded text in whatever character set, without regard to case
file: $MAILDIR/cur/1700000001.M1P1.h:2,
| From: =?iso-8859-1?Q?J=F6rg?= <joerg@example.org>
| Subject: =?UTF-8?B?w5xiZXI=?= =?UTF-8?Q?_Stra=C3=9Fen?=
| Content-Type: text/plain; charset=iso-8859-1
| Content-Transfer-Encoding: quoted-printable
|
| Sch=F6ne Gr=FC=
| =DFe aus K=F6ln
file: $MAILDIR/cur/1700000002.M2P1.h:2,
| Subject: multipart
| Content-Type: multipart/mixed; boundary=b
|
| --b
| Content-Type: text/plain; charset=utf-8
| Content-Transfer-Encoding: base64
|
| w4ltaWxlIGEgw6l0w6kgbMOgLg==
| --b
| Content-Type: application/octet-stream; name=needle.bin
|
| needle
| --b
| Content-Type: message/rfc822
|
| Subject: inner subject
|
| inner text
| --b--

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c1 SEARCH CHARSET UTF-8 FROM "J\xc3\x96RG"
S: * SEARCH 1
S: c1 OK*
C: c2 SEARCH CHARSET ISO-8859-1 FROM {4}
S: + *
C: J\xf6rg
S: * SEARCH 1
S: c2 OK*
C: c3 SEARCH SUBJECT "\xc3\xbcber stra\xc3\x9fen"
S: * SEARCH 1
S: c3 OK*
C: c4 SEARCH BODY "GR\xc3\x9c\xc3\x9fe aus"
S: * SEARCH 1
S: c4 OK*
C: c5 SEARCH BODY "\xc3\xa9mile A \xc3\x89t\xc3\xa9"
S: * SEARCH 2
S: c5 OK*
C: c6 SEARCH BODY needle
S: * SEARCH
S: c6 OK*
C: c7 SEARCH TEXT needle
S: * SEARCH 2
S: c7 OK*
C: c8 SEARCH BODY "inner text" BODY "inner subject"
S: * SEARCH 2
S: c8 OK*
C: c9 SEARCH BODY ""
S: * SEARCH 1 2
S: c9 OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 3516, RFC 9051 section 6.4.5: parts without their transfer encoding, their sizes, and what cannot be decoded
file: $MAILDIR/new/1700000001.M1P1.mx
| Subject: parts
| MIME-Version: 1.0
| Content-Type: multipart/mixed; boundary=b
|
| --b
| Content-Type: application/octet-stream
| Content-Transfer-Encoding: base64
|
| YQBiCmM=
| --b
| Content-Type: text/plain; charset=utf-8
| Content-Transfer-Encoding: quoted-printable
|
| caf=C3=A9=
|  au lait
| --b
| Content-Type: text/plain
|
| plain
| --b
| Content-Transfer-Encoding: x-rot13
|
| cynva
| --b--
modes: lines bytes pipes

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * BINARY*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1 (BINARY.SIZE[1] BINARY.SIZE[2] BINARY.SIZE[3] BINARY.SIZE[7])
S: * 1 FETCH (BINARY.SIZE[1] 5 BINARY.SIZE[2] 13 BINARY.SIZE[3] 5 BINARY.SIZE[7] 0)
S: c OK*
C: d FETCH 1 BINARY.PEEK[2]
S: * 1 FETCH (BINARY[2] {13}
S: caf\xc3\xa9 au lait)
S: d OK*
C: e FETCH 1 (BINARY.PEEK[2]<3.4> BINARY.PEEK[7])
S: * 1 FETCH (BINARY[2]<3> {4}
S: \xc3\xa9 a BINARY[7] NIL)
S: e OK*
C: f FETCH 1 BINARY.PEEK[1]<0.3>
S: * 1 FETCH (BINARY[1]<0> ~{3}
S: a\x00b)
S: f OK*
C: g FETCH 1 (BINARY.SIZE[4])
S: g NO [UNKNOWN-CTE]*
C: h FETCH 1 BINARY[3]
S: * 1 FETCH (FLAGS (\\Recent \\Seen) BINARY[3] {5}
S: plain)
S: h OK*
C: i FETCH 1 BINARY[1.MIME]
S: i BAD*
C: j APPEND INBOX ~{10}
S: + *
C: A:b\r\n\r\nt\r\n
S: * 2 EXISTS
S: * 2 RECENT
S: j OK [APPENDUID*
C: k APPEND INBOX ~{8+}
C: A:b\r\n\r\n\x00
S: k NO [UNKNOWN-CTE]*
C: l APPEND INBOX ~{11+}
C: A:b\r\n\r\nt\n\r\n
S: l NO [UNKNOWN-CTE]*
C: m LOGOUT
S: * BYE*
S: m OK*

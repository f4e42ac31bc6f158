# RFC 8970, RFC 8514: the beginning of the text without markup, and when a message came here
file: $MAILDIR/new/1700000001.M1P1.mx
| Subject: html first
| Content-Type: multipart/alternative; boundary=b
|
| --b
| Content-Type: text/html; charset=iso-8859-1
| Content-Transfer-Encoding: quoted-printable
|
| <html><head><title>T</title></head><style>p { color: red }</style><p>caf=E9&nbsp;<b>au</b>
|  lait
| --b--
file: $MAILDIR/new/1700000002.M1P1.mx
| Subject: plain
|
|   two
|    words
file: $MAILDIR/new/1700000003.M1P1.mx
| Subject: none
| Content-Type: application/pdf
|
| %PDF
modes: lines bytes pipes

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * SAVEDATE PREVIEW*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1:3 PREVIEW
S: * 1 FETCH (PREVIEW {13}
S: caf\xc3\xa9 au lait)
S: * 2 FETCH (PREVIEW "two words")
S: * 3 FETCH (PREVIEW "")
S: c OK*
C: d FETCH 2 (PREVIEW (LAZY) UID)
S: * 2 FETCH (UID 2 PREVIEW "two words")
S: d OK*
C: e FETCH 2 (UID PREVIEW)
S: * 2 FETCH (UID 2 PREVIEW "two words")
S: e OK*
C: f FETCH 2 PREVIEW (LAZY)
S: * 2 FETCH (PREVIEW "two words")
S: f OK*
C: g FETCH 2 PREVIEW (CHANGEDSINCE 9223372036854775807)
S: * OK [HIGHESTMODSEQ*
S: g OK*
C: h FETCH 1 SAVEDATE
S~ \* 1 FETCH \(SAVEDATE "[ 0-9][0-9]-[A-Z][a-z][a-z]-[0-9]+ [0-9:]+ \+0000"\)
S: h OK*
C: i SEARCH SAVEDBEFORE 1-Jan-2026
S: * SEARCH
S: i OK*
C: j SEARCH SAVEDATESUPPORTED
S: * SEARCH 1 2 3
S: j OK*
C: k LOGOUT
S: * BYE*
S: k OK*

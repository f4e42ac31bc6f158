# Keywords: 128 bytes and 64 of them; the next one is [LIMIT], those that are there go on, and a copy leaves out what has no room
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS.SILENT (\{128:k})
S: ...
S: c OK*
C: d STORE 1 +FLAGS.SILENT (\{129:k})
S: d BAD*
C: e STORE 1 +FLAGS.SILENT (a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a22 a23 a24 a25 a26 a27 a28 a29 a30 a31 a32 a33 a34 a35 a36 a37 a38 a39 a40 a41 a42 a43 a44 a45 a46 a47 a48 a49 a50 a51 a52 a53 a54 a55 a56 a57 a58 a59 a60 a61 a62 a63)
S: ...
S: e OK*
C: f STORE 1 +FLAGS.SILENT (a64)
S: f NO [LIMIT]*
C: g STORE 2 +FLAGS (a63)
S: * 2 FETCH (FLAGS (\\Recent a63))
S: g OK*
C: h APPEND INBOX (another) {3+}
C: a:b
S: h NO [LIMIT]*
C: i LOGOUT
S: * BYE*
S: i OK*
EOF

# RFC 9051 section 6.3.12: APPEND with flags and date, of either kind of literal, stored with LF
check: Maildir/cur/* count 2
check: Maildir/cur/*:2,DS is Subject: one\n\nbody\n

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c APPEND nowhere {10}
S: c NO [TRYCREATE]*
C: d APPEND INBOX (\\Seen \\Draft) "17-Jul-1996 02:44:25 -0700" {22}
S: + *
C- Subject: one\r\n\r\nbody\r\n
C:
S: * 1 EXISTS
S: * 1 RECENT
S: d OK [APPENDUID %{validity} 1] APPEND completed
C: e APPEND {5+}
C: INBOX {9+}
C: A: b\r\n\r\nc
S: * 2 EXISTS
S: * 2 RECENT
S: e OK [APPENDUID %{validity} 2] APPEND completed
C: f FETCH 1:2 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[TEXT])
S: * 1 FETCH (FLAGS (\\Recent \\Seen \\Draft) INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE 22 BODY[TEXT] {6}
S: body
S: )
S: * 2 FETCH (FLAGS (\\Recent) INTERNALDATE "*" RFC822.SIZE 9 BODY[TEXT] {1}
S: c)
S: f OK*
C: g APPEND INBOX {0+}
C:
S: g NO cancelled*
C: h APPEND INBOX (\\Frob) {3}
S: h BAD APPEND*
C: i APPEND INBOX "32-Jul-1996 02:44:25 -0700" {3+}
C: abc
S: i BAD APPEND*
C: j APPEND INBOX {3+}
C: abcd
S: j BAD APPEND*
C: k NOOP
S: k OK*
C: l LOGOUT
S: * BYE*
S: l OK*
EOF

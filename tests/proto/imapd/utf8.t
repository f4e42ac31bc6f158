# RFC 6855: names and quoted strings in UTF-8 after ENABLE UTF8=ACCEPT, and APPEND UTF8
S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * UTF8=ACCEPT*
C: b APPEND INBOX UTF8 (~{10+}
C: A:b\r\n\r\nt\r\n)
S: b BAD*
C: c CREATE "&-x&AOQ-"
S: c OK*
C: d ENABLE UTF8=ACCEPT
S: * ENABLED UTF8=ACCEPT
S: d OK*
C: e LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren) "." "&x\xc3\xa4"
S: e OK*
C: f APPEND INBOX (\\Seen) UTF8 (~{20+}
C: Subject: \xc3\xa4\xc3\xb6\r\n\r\nx\r\n)
S: f OK [APPENDUID * 1]*
C: g APPEND INBOX UTF8 (~{10+}
C: A:b\r\n\r\nt\r\n) UTF8 (~{10+}
C: A:b\r\n\r\nu\r\n)
S: g OK [APPENDUID * 2:3]*
C: h APPEND INBOX UTF8 ({10+}
C: A:b\r\n\r\nt\r\n)
S: h BAD*
C: i SELECT "&x\xc3\xa4"
S: ...
S: i OK*
C: j EXAMINE INBOX
S: ...
S: j OK*
C: k FETCH 1 ENVELOPE
S: * 1 FETCH (ENVELOPE (NIL {4}
S: \xc3\xa4\xc3\xb6 NIL NIL NIL NIL NIL NIL NIL NIL))
S: k OK*
C: l LIST "" "&x&AOQ-"
S: l OK*
C: m LOGOUT
S: * BYE*
S: m OK*

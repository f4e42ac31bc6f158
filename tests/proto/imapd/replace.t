# RFC 8508: REPLACE stores the new message and removes the old one, with room for the difference only
maildir: two-messages
file: $MAILDIR/maildirsize
| 2000S,2C
| 151 2
file: $MAILDIR/.Drafts/cur/
file: $MAILDIR/.Drafts/new/
file: $MAILDIR/.Drafts/tmp/
check: Maildir/cur/* count 1
check: Maildir/.Drafts/cur/* count 1

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * REPLACE*
C: b REPLACE 1 INBOX {5+}
C: A:b\r\n
S: b BAD*
C: c SELECT INBOX
S: ...
S: c OK*
C: d REPLACE 3 INBOX {5+}
C: A:b\r\n
S: d BAD*
C: e UID REPLACE 7 INBOX {5+}
C: A:b\r\n
S: e NO [NONEXISTENT]*
C: f REPLACE 1:2 INBOX {5+}
C: A:b\r\n
S: f NO*
C: g APPEND INBOX {5+}
C: A:b\r\n
S: g NO [OVERQUOTA]*
C: h REPLACE 1 INBOX (\\Draft) {5+}
C: A:b\r\n
S: * OK [APPENDUID * 3]*
S: * 1 EXPUNGE
S: * 2 EXISTS
S: * 2 RECENT
S: h OK*
C: i UID REPLACE 3 Nowhere {5}
S: i NO [TRYCREATE]*
C: k UID REPLACE 3 Drafts CATENATE (TEXT {3+}
C: x\r\n URL "/INBOX/;UID=3")
S: * OK [APPENDUID * 1]*
S: * 2 EXPUNGE
S: k OK*
C: l EXAMINE INBOX
S: ...
S: l OK*
C: m UID REPLACE 2 Drafts {5}
S: m NO [NOPERM]*
C: n LOGOUT
S: * BYE*
S: n OK*

# RFC 9051 appendix E: what ENABLE IMAP4rev2 switches: no RECENT, UID in every FETCH, LIST and no UNSEEN at SELECT, UTF-8
maildir: two-messages

S: * OK [CAPABILITY IMAP4rev1 IMAP4rev2 *
C: a LOGIN joe secret
S: a OK [CAPABILITY IMAP4rev1 IMAP4rev2 *
C: b CREATE "Entw&APw-rfe"
S: b OK*
C: c SELECT inbox
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: * 2 EXISTS
S: * 2 RECENT
S: * OK [UNSEEN 2]*
S: * OK [MAILBOXID (*)]*
S: * OK [UIDVALIDITY *
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ *
S: c OK*
C: d ENABLE IMAP4REV2
S: * ENABLED IMAP4rev2
S: d OK*
C: e SELECT inbox
S: * OK [CLOSED]*
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: * 2 EXISTS
S: * OK [MAILBOXID (*)]*
S: * OK [UIDVALIDITY *
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ *
S: * LIST () "." INBOX ("OLDNAME" (inbox))
S: e OK*
C: f STORE 1 +FLAGS (\\Flagged)
S: * 1 FETCH (UID 1 FLAGS (\\Seen \\Flagged))
S: f OK*
C: g FETCH 1:2 FLAGS
S: * 1 FETCH (FLAGS (\\Seen \\Flagged))
S: * 2 FETCH (FLAGS ())
S: g OK*
C: h COPY 1 INBOX
S: * 3 EXISTS
S: h OK [COPYUID * 1 3]*
C: i LIST "" E%
S: * LIST (\\HasNoChildren) "." "Entw\xc3\xbcrfe"
S: i OK*
C: j CREATE "A & \xc3\xa4"
S: j OK*
C: k SELECT "A & \xc3\xa4"
S: ...
S: * LIST () "." "A & \xc3\xa4"
S: k OK*
C: l LIST (SUBSCRIBED) "" *
S: l OK*
C: m LOGOUT
S: * BYE*
S: m OK*

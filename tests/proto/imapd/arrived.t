# RFC 9051 section 7.4.1: mail delivered by any program shows as EXISTS at the next command
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
! printf 'Subject: three\n\nthree\n' > $MAILDIR/new/1700000009.M9P9.host
C: c NOOP
S: * 3 EXISTS
S: * 3 RECENT
S: c OK*
C: d UID FETCH 3 (FLAGS RFC822.SIZE)
S: * 3 FETCH (UID 3 FLAGS (\\Recent) RFC822.SIZE 25)
S: d OK*
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,FS
C: e NOOP
S: * 3 FETCH (FLAGS (\\Recent \\Seen \\Flagged))
S: e OK*
! rm $MAILDIR/cur/1700000002*
C: f NOOP
S: * 2 EXPUNGE
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

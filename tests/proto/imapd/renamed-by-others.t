# M-11: a message that others rename between two commands is found, and keeps its UID
maildir: two-messages
check: Maildir/cur/1700000001*:2,FST count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
! mv $MAILDIR/cur/1700000001* $MAILDIR/cur/1700000001.M1P1.host,S=67,W=72:2,FS
C: c UID FETCH 1 BODY.PEEK[TEXT]
S: * 1 FETCH (UID 1 BODY[TEXT] {12}
S: Hello Joe.
S: )
S: * 1 FETCH (UID 1 FLAGS (\\Recent \\Seen \\Flagged))
S: c OK*
C: d STORE 1 +FLAGS (\\Deleted)
S: * 1 FETCH (FLAGS (\\Recent \\Seen \\Flagged \\Deleted))
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

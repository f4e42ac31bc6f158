# RFC 9051 section 6.3.6: a RENAME that a crash has interrupted is finished at the next login
file: $MAILDIR/postern-rename
| .Work
| .Play
file: $MAILDIR/.Play/cur/
file: $MAILDIR/.Play/new/
file: $MAILDIR/.Play/tmp/
file: $MAILDIR/.Work.Old/cur/1700000009.M9P9.host,S=14:2,S
| Subject: nine
file: $MAILDIR/.Work.Old.Older/cur/
file: $MAILDIR/.Workshop/cur/

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LIST "" *
S: * LIST (*) "." INBOX
S: * LIST (\\HasChildren) "." Play
S: * LIST (\\HasChildren) "." Play.Old
S: * LIST (\\HasNoChildren) "." Play.Old.Older
S: * LIST (\\HasNoChildren) "." Workshop
S: b OK*
# one that is selected is left when a folder above it moves
C: c SELECT Play.Old.Older
S: ...
S: c OK*
C: d RENAME Play Work
S: * OK [CLOSED] *
S: d OK*
C: e STATUS Work.Old (MESSAGES)
S: * STATUS Work.Old (MESSAGES 1)
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF
check: Maildir/postern-rename count 0

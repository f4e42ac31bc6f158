# RFC 9051 section 6.3.6: RENAME takes what is below along, and the UIDs stay
file: $MAILDIR/.Work/cur/1700000001.M1P1.host:2,S
| A: b
file: $MAILDIR/.Work.a/cur/
file: $MAILDIR/.Work.a/new/
file: $MAILDIR/.Work/new/
check: Maildir/.Done.old.a count 1
check: Maildir/.Done.old/cur/* count 1
check: Maildir/.Work* count 0

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b STATUS Work (UIDVALIDITY UIDNEXT)
S: * STATUS Work (UIDNEXT 2 UIDVALIDITY %{validity})
S: b OK*
C: c RENAME Work Work.b
S: c NO [CANNOT]*
C: c RENAME nowhere b
S: c NO [NONEXISTENT]*
C: c RENAME Work Work
S: c NO [ALREADYEXISTS]*
C: c RENAME Work INBOX
S: c NO [ALREADYEXISTS]*
C: d RENAME Work Done.old
S: d OK*
C: e STATUS Done.old (UIDVALIDITY UIDNEXT)
S: * STATUS Done.old (UIDNEXT 2 UIDVALIDITY %{validity})
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

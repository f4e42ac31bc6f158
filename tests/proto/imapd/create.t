# RFC 9051 sections 6.3.4 and 6.3.5: CREATE makes a Maildir++ folder, DELETE removes it, not what is below it
check: Maildir/.Work.a/maildirfolder count 1
check: Maildir/.Work count 0

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE Work
S: b OK*
C: b CREATE Work
S: b NO [ALREADYEXISTS]*
C: b CREATE INBOX
S: b NO [ALREADYEXISTS]*
C: c CREATE Work.a.
S: c OK*
C: d CREATE a..b
S: d NO [CANNOT]*
C: d CREATE .b
S: d NO [CANNOT]*
C: d CREATE a/b
S: d NO [CANNOT]*
C: d CREATE "../b"
S: d NO [CANNOT]*
C: d CREATE ""
S: d NO [CANNOT]*
C: d CREATE \{260:x}
S: d NO [LIMIT]*
C: d CREATE &AGE-
S: d NO [CANNOT]*
C: d CREATE "tab&AAk-"
S: d NO [CANNOT]*
C: e SELECT Work
S: ...
S: e OK*
C: f APPEND Work {3+}
C: abc
S: * 1 EXISTS
S: * 1 RECENT
S: f OK*
C: g DELETE Work
S: * OK [CLOSED]*
S: g OK*
C: g DELETE Work
S: g NO [NONEXISTENT]*
C: g DELETE INBOX
S: g NO [CANNOT]*
C: h LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work
S: * LIST (\\HasNoChildren) "." Work.a
S: h OK*
C: i LOGOUT
S: * BYE*
S: i OK*
EOF

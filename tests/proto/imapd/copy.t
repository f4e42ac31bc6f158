# RFC 9051 section 6.4.7, RFC 4315: COPY keeps flags and date, tells the UIDs, and links the file
maildir: two-messages
check: Maildir/.Work/cur/* count 2
check: Maildir/.Work/cur/*:2,Sa count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS.SILENT (todo)
S: ...
S: c OK*
C: d COPY 1:2 Work
S: d NO [TRYCREATE]*
C: e CREATE Work
S: e OK*
C: f COPY 1:2 Work
S: f OK [COPYUID %{validity} 1:2 1:2] COPY completed
C: g UID COPY 50:60 Work
S: g OK nothing to copy
C: h SELECT Work
S: * OK [CLOSED]*
S: * FLAGS (* todo)
S: ...
S: * OK [UIDVALIDITY %{validity}]*
S: ...
S: h OK*
C: i FETCH 1:2 (FLAGS INTERNALDATE RFC822.SIZE)
S: * 1 FETCH (FLAGS (\\Recent \\Seen todo) INTERNALDATE "14-Nov-2023 22:13:21 +0000" RFC822.SIZE 72)
S: * 2 FETCH (FLAGS (\\Recent) INTERNALDATE "14-Nov-2023 22:13:22 +0000" RFC822.SIZE 79)
S: i OK*
! test $(stat -c %h $MAILDIR/.Work/cur/*:2,Sa) = 2
C: j COPY 1 INBOX
S: j OK [COPYUID * 1 3] COPY completed
C: k COPY 1 Work
S: * 3 EXISTS
S: * 3 RECENT
S: k OK [COPYUID %{validity} 1 3] COPY completed
C: l STORE 3 +FLAGS.SILENT (\\Deleted)
S: l OK*
C: m CLOSE
S: m OK*
C: n LOGOUT
S: * BYE*
S: n OK*
EOF

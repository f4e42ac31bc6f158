# RFC 3501 section 5.1.3: names in modified UTF-7, with blanks and quotes
check: Maildir/.Entw&APw-rfe count 1
check: Maildir/.a?b count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE Entw&APw-rfe
S: b OK*
C: c CREATE "a b"
S: c OK*
C: d CREATE {3}
S: + *
C: q"q
S: d OK*
C: e CREATE "R&-D"
S: e OK*
C: f LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren) "." Entw&APw-rfe
S: * LIST (\\HasNoChildren) "." R&-D
S: * LIST (\\HasNoChildren) "." "a b"
S: * LIST (\\HasNoChildren) "." "q\\"q"
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

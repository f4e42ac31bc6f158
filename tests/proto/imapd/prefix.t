# -p INBOX.: every mailbox is below INBOX, as Courier has it; NAMESPACE says so (RFC 2342)
server: -p INBOX.
file: $MAILDIR/.Sent/cur/
check: Maildir/.Work count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b NAMESPACE
S: * NAMESPACE (("INBOX." ".")) NIL NIL
S: b OK*
C: c CREATE inbox.Work
S: c OK*
C: d CREATE Work
S: d NO [NONEXISTENT]*
C: e LIST "" *
S: * LIST (\\HasChildren) "." INBOX
S: * LIST (\\HasNoChildren \\Sent) "." INBOX.Sent
S: * LIST (\\HasNoChildren) "." INBOX.Work
S: e OK*
C: f LIST "" %
S: * LIST (\\HasChildren) "." INBOX
S: f OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

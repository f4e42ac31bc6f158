# -p /: levels are separated by a slash in names, by a dot on disk
server: -p /
check: Maildir/.Work.a count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b NAMESPACE
S: * NAMESPACE (("" "/")) NIL NIL
S: b OK*
C: c CREATE Work/a
S: c OK*
C: d CREATE b.c
S: d NO [CANNOT]*
C: e LIST "" *
S: * LIST (\\HasNoChildren) "/" INBOX
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "/" Work
S: * LIST (\\HasNoChildren) "/" Work/a
S: e OK*
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

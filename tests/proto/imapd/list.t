# RFC 9051 section 6.3.9: patterns, parents that do not exist, special uses by their names
file: $MAILDIR/.Sent/cur/
file: $MAILDIR/.Work.2026.May/cur/
file: $MAILDIR/.dovecot.sieve
| rubbish
file: $MAILDIR/.NoCur/file
| rubbish

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LIST "" ""
S: * LIST (\\Noselect) "." ""
S: b OK*
C: c LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren \\Sent) "." Sent
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work.2026
S: * LIST (\\HasNoChildren) "." Work.2026.May
S: c OK*
C: d LIST "" %
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren \\Sent) "." Sent
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work
S: d OK*
C: e LIST Work. %
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work.2026
S: e OK*
C: f LIST "" "%.%.M*y"
S: * LIST (\\HasNoChildren) "." Work.2026.May
S: f OK*
C: g LIST "" inbox
S: * LIST (\\HasNoChildren) "." INBOX
S: g OK*
C: h LIST "" nothing
S: h OK*
C: i XLIST "" "%"
S: * XLIST (\\HasNoChildren \\Inbox) "." INBOX
S: * XLIST (\\HasNoChildren \\Sent) "." Sent
S: * XLIST (\\NonExistent \\Noselect \\HasChildren) "." Work
S: i OK*
C: j SELECT Work
S: j NO [NONEXISTENT]*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

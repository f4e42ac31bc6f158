# -a: folders for common uses are made and subscribed to at the first login, and never again
server: -a
file: $MAILDIR/.Sent-Mail/cur/

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LIST (SUBSCRIBED) "" *
S: * LIST (\\HasNoChildren \\Subscribed \\Archive) "." Archive
S: * LIST (\\HasNoChildren \\Subscribed \\Drafts) "." Drafts
S: * LIST (\\HasNoChildren \\Subscribed \\Junk) "." Junk
S: * LIST (\\HasNoChildren \\Subscribed \\Trash) "." Trash
S: b OK*
C: c LIST "" S%
S: * LIST (\\HasNoChildren \\Sent) "." Sent-Mail
S: c OK*
C: d DELETE Junk
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
CONNECT
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LIST "" Junk
S: b OK*
C: c LOGOUT
S: * BYE*
S: c OK*
EOF

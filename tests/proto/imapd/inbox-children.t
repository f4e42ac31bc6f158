# I-25, I-26, 7.9: INBOX is one by any case and cannot be deleted; what is below it is; attributes are always there
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE inbox.Sub.Deep
S: b OK*
C: c LIST "" *
S: * LIST (\\HasChildren) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." INBOX.Sub
S: * LIST (\\HasNoChildren) "." INBOX.Sub.Deep
S: c OK*
C: d SELECT iNbOx.Sub.Deep
S: ...
S: d OK*
C: e SELECT INBOX.Sub
S: * OK [CLOSED]*
S: e NO [NONEXISTENT]*
C: f DELETE Inbox
S: f NO [CANNOT]*
C: g SUBSCRIBE INBOX.Sub.Deep
S: g OK*
C: h LSUB "" INBOX.%
S: * LSUB (\\Noselect) "." INBOX.Sub
S: h OK*
C: i DELETE INBOX.Sub.Deep
S: i OK*
# what was subscribed to and is gone stays in LSUB
C: j LSUB "" *
S: * LSUB () "." INBOX.Sub.Deep
S: j OK*
C: k LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: k OK*
C: l LOGOUT
S: * BYE*
S: l OK*
EOF

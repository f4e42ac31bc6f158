# RFC 5258: selection and return options, several patterns, CHILDINFO only where it says something
file: $MAILDIR/.Work.a/cur/
file: $MAILDIR/.Work.b.c/cur/
file: $MAILDIR/.Sent/cur/
file: $MAILDIR/.Sent/new/
file: $MAILDIR/.Sent/tmp/
file: $MAILDIR/postern-subscriptions
| INBOX
| .Gone.x
| .Work.a

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * LIST-EXTENDED LIST-STATUS STATUS=SIZE SPECIAL-USE CREATE-SPECIAL-USE*
C: b LIST (SUBSCRIBED) "" *
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren \\Subscribed) "." Gone.x
S: * LIST (\\HasNoChildren \\Subscribed) "." Work.a
S: b OK*
C: c LIST (SUBSCRIBED RECURSIVEMATCH) "" %
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren) "." Gone ("CHILDINFO" ("SUBSCRIBED"))
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work ("CHILDINFO" ("SUBSCRIBED"))
S: c OK*
C: d LIST (RECURSIVEMATCH SUBSCRIBED) "" *
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren \\Subscribed) "." Gone.x
S: * LIST (\\HasNoChildren \\Subscribed) "." Work.a
S: d OK*
C: e LIST "" (Work.% INBOX) RETURN (SUBSCRIBED CHILDREN)
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: * LIST (\\HasNoChildren \\Subscribed) "." Work.a
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work.b
S: e OK*
C: f LIST (SPECIAL-USE) "" *
S: * LIST (\\HasNoChildren \\Sent) "." Sent
S: f OK*
C: g LIST (RECURSIVEMATCH) "" *
S: g BAD*
C: h LIST (REMOTE RECURSIVEMATCH) "" * RETURN (CHILDREN)
S: h BAD*
C: i LIST (FROB) "" *
S: i BAD*
C: j LIST "" (INBOX Sent) RETURN (STATUS (MESSAGES SIZE))
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: * STATUS INBOX (MESSAGES 0 SIZE 0)
S: * LIST (\\HasNoChildren \\Sent) "." Sent
S: * STATUS Sent (MESSAGES 0 SIZE 0)
S: j OK*
C: k LIST (SUBSCRIBED) "" "" RETURN (STATUS (MESSAGES))
S: k OK*
C: l LIST (REMOTE) "" Work.%
S: * LIST (\\HasNoChildren \\Subscribed) "." Work.a
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Work.b
S: l OK*
C: m LIST () "" INBOX RETURN ()
S: * LIST (\\HasNoChildren \\Subscribed) "." INBOX
S: m OK*
C: n LOGOUT
S: * BYE*
S: n OK*

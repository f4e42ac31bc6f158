# RFC 5465 sections 5.4 to 5.7: names, subscriptions and annotations that others change
maildir: two-messages
file: $MAILDIR/.Work.Old/cur/
file: $MAILDIR/.Work.Old/new/
file: $MAILDIR/.Work.Old/tmp/

S: * OK*
C: a LOGIN joe secret
S: a OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C: b NOTIFY SET (personal (MailboxName SubscriptionChange MailboxMetadataChange ServerMetadataChange))
S: b OK*
C2: b CREATE Other.New
S2: b OK*
S: * LIST (\\HasNoChildren) "." Other.New
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Other
C2: c SUBSCRIBE Other.New
S2: c OK*
S: * LIST (\\HasNoChildren \\Subscribed) "." Other.New
C2: d UNSUBSCRIBE Other.New
S2: d OK*
S: * LIST (\\HasNoChildren) "." Other.New
C2: e DELETE Other.New
S2: e OK*
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren) "." Other.New
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren) "." Other
# a tree: told once, with its old name
C2: f CREATE Work
S2: f OK*
S: * LIST (\\HasChildren) "." Work
C2: g RENAME Work Play
S2: g OK*
S: * LIST (\\HasChildren) "." Play ("OLDNAME" (Work))
# annotations: their names
C2: h SETMETADATA INBOX (/private/comment "one" /shared/comment "two")
S2: h OK*
S: * METADATA "INBOX" /private/comment /shared/comment
C2: i SETMETADATA INBOX (/private/comment NIL /shared/comment "two" /shared/x "y")
S2: i OK*
S: * METADATA "INBOX" /shared/x /private/comment
C2: j SETMETADATA "" (/shared/admin "me")
S2: j OK*
S: * METADATA "" /shared/admin
C2: k SETMETADATA Play.Old (/private/specialuse "\\\\Archive")
S2: k OK*
S: * METADATA "Play.Old" /private/specialuse
# what we do ourselves is not told
C: l CREATE Mine
S: l OK*
C: m SUBSCRIBE Mine
S: m OK*
C: n SETMETADATA Mine (/private/comment "x")
S: n OK*
C: o SETMETADATA "" (/private/comment "x")
S: o OK*
C: p RENAME Mine Yours
S: p OK*
C: q DELETE Yours
S: q OK*
C: r NOOP
S: r OK*
# by programs that know nothing of us
! mkdir $MAILDIR/.Plain && mkdir $MAILDIR/.Plain/tmp && mkdir $MAILDIR/.Plain/new && mkdir $MAILDIR/.Plain/cur
S: * LIST (\\HasNoChildren) "." Plain
! rm -r $MAILDIR/.Plain
S: * LIST (\\NonExistent \\Noselect \\HasNoChildren) "." Plain
# some only, and NONE
C: s NOTIFY SET (mailboxes Play (MailboxName)) (subscribed (SubscriptionChange)) (inboxes NONE)
S: s OK*
C2: l CREATE Play.More
S2: l OK*
S: * LIST (\\HasChildren) "." Play
C2: m SUBSCRIBE Play.More
S2: m OK*
S: * LIST (\\HasNoChildren \\Subscribed) "." Play.More
C2: n UNSUBSCRIBE Play.More
S2: n OK*
S: * LIST (\\HasNoChildren) "." Play.More
C: t LOGOUT
S: * BYE*
S: t OK*

# RFC 9051 section 6.3.6: RENAME that cannot rename all renames nothing, and nobody who watches sees it try
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE c.b
S: b OK*
C: c CREATE c.b.a
S: c OK*
C: d CREATE c.b.b
S: d OK*
C: e CREATE b.b
S: e OK*
C2: a LOGIN joe secret
S2: * OK*
S2: a OK*
C2: b NOTIFY SET STATUS (personal (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange))
S2: ...
S2: b OK*
C: f RENAME c.b b
S: f NO*
! test -d $MAILDIR/.c.b -a -d $MAILDIR/.c.b.a -a -d $MAILDIR/.c.b.b -a ! -e $MAILDIR/.b

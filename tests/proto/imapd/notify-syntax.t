# RFC 5465 sections 3.1, 5 and 8: what NOTIFY takes, and what it does not
maildir: two-messages

S: * OK*
C: a NOTIFY NONE
S: a BAD log in first
C: a LOGIN joe secret
S: a OK*
C: b NOTIFY
S: b BAD*
C: b NOTIFY SET
S: b BAD*
C: b NOTIFY SET (selected (MessageNew))
S: b BAD*MessageNew and MessageExpunge*
C: b NOTIFY SET (personal (MessageNew MessageExpunge)) (inboxes (FlagChange))
S: b BAD*
C: b NOTIFY SET (selected (MailboxName))
S: b BAD*
C: b NOTIFY SET (selected NONE) (selected-delayed NONE)
S: b BAD*
C: b NOTIFY SET (personal (MessageNew (UID) MessageExpunge))
S: b BAD*
C: b NOOP
S: b OK*
C: b NOTIFY SET (selected (MessageNew (UID BODY[]<) MessageExpunge))
S: b BAD*
# an event that we do not have is no bad syntax
C: c NOTIFY SET (personal (AnnotationChange MessageNew MessageExpunge))
S: c NO [BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange MailboxMetadataChange ServerMetadataChange)] *
C: c NOTIFY SET (personal (WhatNot))
S: c NO [BADEVENT *
# any case; as the examples of section 3.1 have it; nothing selected
C: d notify set status (selected MessageNew (uid body.peek[header.fields (from to subject)]) MessageExpunge) (subtree Lists MessageNew MessageExpunge)
S: d OK*
C: e NOTIFY SET (selected-delayed (MessageNew (UID FLAGS) MessageExpunge FlagChange)) (inboxes (MessageNew MessageExpunge)) (subtree (a b) (MailboxName)) (subtree-one c (MailboxName))
S: e OK*
C: e NOTIFY SET (mailboxes {4+}
C: here (MailboxName))
S: e OK*
# what has come until now is told first
C: f SELECT INBOX
S: ...
S: f OK*
! rm $MAILDIR/cur/1700000001*
C: g NOTIFY NONE
S: ...
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*

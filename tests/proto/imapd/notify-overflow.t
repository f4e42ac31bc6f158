# RFC 5465 sections 3.1 and 5.8: too many mailboxes are refused, or given up when there come more
maildir: two-messages
# a thousand folders take a second to make
modes: lines
limit: 60

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
! cd $MAILDIR && i=1; while [ $i -lt 1000 ]; do d=".f$i"; mkdir -p $d/tmp $d/new $d/cur; i=$((i + 1)); done
C: c NOTIFY SET (selected (MessageNew MessageExpunge)) (personal (MailboxMetadataChange))
S: c OK*
! mkdir -p $MAILDIR/.more/tmp $MAILDIR/.more/new $MAILDIR/.more/cur
S: * OK [NOTIFICATIONOVERFLOW] *
C: d NOTIFY SET (selected (MessageNew MessageExpunge)) (personal (MessageNew MessageExpunge))
S: d NO [NOTIFICATIONOVERFLOW] *
# names alone need no watch each; what was before still holds
C: e NOTIFY SET (selected (MessageNew MessageExpunge)) (personal (MailboxName)) (mailboxes (f1 f2) (MessageNew MessageExpunge))
S: e OK*
! printf 'Subject: three\n\nthree\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000009.M9P9.host
S: * 3 EXISTS
S: * 3 RECENT
! printf 'Subject: three\n\nthree\n' > $MAILDIR/.f2/tmp/n; mv $MAILDIR/.f2/tmp/n $MAILDIR/.f2/new/1700000009.M9P9.host
S: * STATUS f2 (MESSAGES 1 UIDNEXT 2)
C: f LOGOUT
S: * BYE*
S: f OK*

# RFC 7162 section 3.2.4, RFC 5465 section 5: with QRESYNC what is told at any time has UIDs and modseqs, and VANISHED
maildir: two-messages
file: $MAILDIR/.misc/cur/
file: $MAILDIR/.misc/new/
file: $MAILDIR/.misc/tmp/

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b ENABLE QRESYNC
S: * ENABLED QRESYNC
S: b OK*
C: c SELECT INBOX
S: ...
S: c OK*
C: d NOTIFY SET STATUS (selected (MessageNew (FLAGS) MessageExpunge FlagChange)) (mailboxes misc (MessageNew MessageExpunge))
S: * STATUS misc (MESSAGES 0 UIDNEXT 1 UIDVALIDITY *)
S: d OK*
! printf 'Subject: three\n\nthree\n' > $MAILDIR/new/1700000009.M9P9.host
S: * 3 EXISTS
S: * 3 RECENT
S: * 3 FETCH (UID 3 FLAGS (\\Recent) MODSEQ (*))
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,S
S: * 3 FETCH (UID 3 MODSEQ (*) FLAGS (\\Recent \\Seen))
! rm $MAILDIR/cur/1700000001*
S: * VANISHED 1
! printf 'Subject: four\n\n' > $MAILDIR/.misc/new/1700000009.M9P9.host
S: * STATUS misc (MESSAGES 1 UIDNEXT 2 HIGHESTMODSEQ *)
C: e LOGOUT
S: * BYE*
S: e OK*

# RFC 5465 section 6.1.2: with selected-delayed numbers hold between commands, but new mail is told (I-27)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c NOTIFY SET (selected-delayed (MessageNew (UID) MessageExpunge FlagChange))
S: c OK*
! printf 'Subject: three\nTo: joe\n\nthree\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000009.M9P9.host
S: * 3 EXISTS
S: * 3 RECENT
S: * 3 FETCH (UID 3)
! rm $MAILDIR/cur/1700000001*
C: d FETCH 2 UID
S: * 2 FETCH (UID 2)
S: d OK*
C: e NOOP
S: * 1 EXPUNGE
S: e OK*
! rm $MAILDIR/cur/1700000009*
C: f IDLE
S: + idling
S: * 2 EXPUNGE
C: DONE
S: f OK*
C: l LOGOUT
S: * BYE*
S: l OK*

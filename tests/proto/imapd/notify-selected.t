# RFC 5465 section 6.1: the mailbox selected is told of at any time, with what is to be fetched; or not at all
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK * NOTIFY *
C: b SELECT INBOX
S: ...
S: b OK*
C: c NOTIFY SET (selected (MessageNew (uid body.peek[header.fields (subject)]) MessageExpunge FlagChange))
S: c OK*
! printf 'Subject: three\nTo: joe\n\nthree\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000009.M9P9.host
S: * 3 EXISTS
S: * 3 RECENT
S: * 3 FETCH (UID 3 BODY[HEADER.FIELDS (subject)] {18}
S: Subject: three
S: 
S: )
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,S
S: * 3 FETCH (UID 3 FLAGS (\\Recent \\Seen))
! rm $MAILDIR/cur/1700000001*
S: * 1 EXPUNGE
# what we do ourselves has its own answer, and no FETCH as news
C: d APPEND INBOX {14+}
C- Subject: own\r\n
C: 
S: * 3 EXISTS
S: * 3 RECENT
S: d OK*
C: e UID STORE 3 +FLAGS (\\Flagged)
S: * 2 FETCH (UID 3 FLAGS (\\Recent \\Seen \\Flagged))
S: e OK*
# IDLE tells the same
C: f IDLE
S: + idling
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,
S: * 2 FETCH (UID 3 FLAGS (\\Recent))
C: DONE
S: f OK*
# with a context, one FETCH with all, each once
C: u SEARCH RETURN (COUNT UPDATE (UID RFC822.SIZE)) SUBJECT boss
S: * ESEARCH (TAG "u") COUNT 0
S: u OK*
! printf 'Subject: boss\n\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000010.M9P9.host
S: * 4 EXISTS
S: * 4 RECENT
S: * 4 FETCH (UID 5 RFC822.SIZE 17 BODY[HEADER.FIELDS (subject)] {17}
S: Subject: boss
S: 
S: )
S: * ESEARCH (TAG "u") ADDTO (0 4)
# flags are not told, but what is new and what is gone
C: g NOTIFY SET (selected (MessageNew MessageExpunge))
S: g OK*
! mv $MAILDIR/cur/1700000010.M9P9.host* $MAILDIR/cur/1700000010.M9P9.host:2,S
! printf 'Subject: boss\n\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000011.M9P9.host
S: * 5 EXISTS
S: * 5 RECENT
S: * 5 FETCH (UID 6 RFC822.SIZE 17)
S: * ESEARCH (TAG "u") ADDTO (0 5)
# NONE: a snapshot, but for what the client itself removes
C: h NOTIFY NONE
S: h OK*
! printf 'Subject: boss\n\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000012.M9P9.host
! rm $MAILDIR/cur/1700000011*
C: i NOOP
S: i OK*
C: j UID STORE 2 +FLAGS (\\Deleted)
S: * 1 FETCH (UID 2 FLAGS (\\Recent \\Deleted))
S: j OK*
C: k EXPUNGE
S: * ESEARCH (TAG "u") REMOVEFROM (0 5)
S: * 1 EXPUNGE
S: * 4 EXPUNGE
S: * 4 EXISTS
S: * 4 RECENT
S: * 4 FETCH (UID 7 RFC822.SIZE 17)
S: * ESEARCH (TAG "u") ADDTO (0 4)
S: k OK*
C: l LOGOUT
S: * BYE*
S: l OK*

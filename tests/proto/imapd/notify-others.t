# RFC 5465 sections 3.1, 5.1 to 5.3: messages of mailboxes not selected, by STATUS; what we do ourselves is not told
maildir: two-messages
file: $MAILDIR/.Lists/maildirfolder
file: $MAILDIR/.Lists/cur/
file: $MAILDIR/.Lists/new/
file: $MAILDIR/.Lists/tmp/
file: $MAILDIR/.Lists.Im2000/cur/
file: $MAILDIR/.Lists.Im2000/new/
file: $MAILDIR/.Lists.Im2000/tmp/
file: $MAILDIR/.Lists.Im2000/cur/1700000003.M3P3.host:2,
| Subject: three
|
| three
file: $MAILDIR/.misc/cur/
file: $MAILDIR/.misc/new/
file: $MAILDIR/.misc/tmp/

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b NOTIFY SET STATUS (subtree Lists (MessageNew MessageExpunge)) (mailboxes (misc nonesuch) (MessageNew MessageExpunge FlagChange))
S: * STATUS Lists (MESSAGES 0 UIDNEXT 1 UIDVALIDITY *)
S: * STATUS Lists.Im2000 (MESSAGES 1 UIDNEXT 2 UIDVALIDITY *)
S: * STATUS misc (MESSAGES 0 UIDNEXT 1 UIDVALIDITY * HIGHESTMODSEQ *)
S: b OK*
C: c SELECT INBOX
S: ...
S: c OK*
! printf 'Subject: new\n\n' > $MAILDIR/.Lists.Im2000/tmp/n; mv $MAILDIR/.Lists.Im2000/tmp/n $MAILDIR/.Lists.Im2000/new/1700000009.M9P9.host
S: * STATUS Lists.Im2000 (MESSAGES 2 UIDNEXT 3)
! rm $MAILDIR/.Lists.Im2000/cur/1700000003*
S: * STATUS Lists.Im2000 (MESSAGES 1 UIDNEXT 3)
# flags: UNSEEN tells, where nobody has asked for modseqs
! printf 'Subject: new\n\n' > $MAILDIR/.misc/tmp/n; mv $MAILDIR/.misc/tmp/n $MAILDIR/.misc/new/1700000009.M9P9.host
S: * STATUS misc (MESSAGES 1 UIDNEXT 2 UIDVALIDITY * UNSEEN 1)
! mv $MAILDIR/.misc/new/1700000009.M9P9.host $MAILDIR/.misc/cur/1700000009.M9P9.host:2,S
S: * STATUS misc (UIDVALIDITY * UNSEEN 0)
C: d ENABLE CONDSTORE
S: * ENABLED CONDSTORE
S: * OK [HIGHESTMODSEQ *
S: d OK*
! mv $MAILDIR/.misc/cur/1700000009.M9P9.host:2,S $MAILDIR/.misc/cur/1700000009.M9P9.host:2,FS
S: * STATUS misc (UIDVALIDITY * HIGHESTMODSEQ *)
# what is not selected, not named, and our own
! printf 'Subject: new\n\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000019.M9P9.host
C: e COPY 1 misc
S: e OK*
C: f APPEND Lists {14+}
C- Subject: own\r\n
C: 
S: f OK*
C: g IDLE
S: + idling
! printf 'Subject: new\n\n' > $MAILDIR/.Lists/tmp/n; mv $MAILDIR/.Lists/tmp/n $MAILDIR/.Lists/new/1700000009.M9P9.host
S: * STATUS Lists (MESSAGES 2 UIDNEXT 3 HIGHESTMODSEQ *)
C: DONE
S: g OK*
# selected: it is told of by "selected" alone; left again, by its name
C: h SELECT misc
S: * OK [CLOSED]*
S: ...
S: h OK*
! printf 'Subject: new\n\n' > $MAILDIR/.misc/tmp/n; mv $MAILDIR/.misc/tmp/n $MAILDIR/.misc/new/1700000020.M9P9.host
! printf 'Subject: new\n\n' > $MAILDIR/.Lists/tmp/n; mv $MAILDIR/.Lists/tmp/n $MAILDIR/.Lists/new/1700000020.M9P9.host
S: * STATUS Lists (MESSAGES 3 UIDNEXT 4 HIGHESTMODSEQ *)
C: i UNSELECT
S: i OK*
C: j NOOP
S: j OK*
! printf 'Subject: new\n\n' > $MAILDIR/.misc/tmp/n; mv $MAILDIR/.misc/tmp/n $MAILDIR/.misc/new/1700000021.M9P9.host
S: * STATUS misc (MESSAGES 4 UIDNEXT 5 UIDVALIDITY * UNSEEN * HIGHESTMODSEQ *)
# one that comes later belongs to its tree
! mkdir -p $MAILDIR/.Lists.More/tmp $MAILDIR/.Lists.More/new $MAILDIR/.Lists.More/cur
! printf 'Subject: new\n\n' > $MAILDIR/.Lists.More/tmp/n; mv $MAILDIR/.Lists.More/tmp/n $MAILDIR/.Lists.More/new/1700000021.M9P9.host
S: * STATUS Lists.More (MESSAGES 1 UIDNEXT 2 UIDVALIDITY * HIGHESTMODSEQ *)
# the first that is told of it has UIDVALIDITY, also when it was seen empty
! mkdir -p $MAILDIR/.Lists.Late/tmp $MAILDIR/.Lists.Late/new $MAILDIR/.Lists.Late/cur
! printf 'Subject: new\n\n' > $MAILDIR/.Lists/tmp/n; mv $MAILDIR/.Lists/tmp/n $MAILDIR/.Lists/new/1700000030.M9P9.host
S: * STATUS Lists (MESSAGES 4 UIDNEXT 5 HIGHESTMODSEQ *)
! printf 'Subject: new\n\n' > $MAILDIR/.Lists.Late/tmp/n; mv $MAILDIR/.Lists.Late/tmp/n $MAILDIR/.Lists.Late/new/1700000031.M9P9.host
S: * STATUS Lists.Late (MESSAGES 1 UIDNEXT 2 UIDVALIDITY * HIGHESTMODSEQ *)
! printf 'Subject: new\n\n' > $MAILDIR/.Lists.Late/tmp/n; mv $MAILDIR/.Lists.Late/tmp/n $MAILDIR/.Lists.Late/new/1700000032.M9P9.host
S: * STATUS Lists.Late (MESSAGES 2 UIDNEXT 3 HIGHESTMODSEQ *)
# one that cannot be opened is told of
! chmod 000 $MAILDIR/.misc/cur
C: k NOTIFY SET STATUS (mailboxes (Lists misc) (MessageNew MessageExpunge))
S: * STATUS Lists (MESSAGES 4 UIDNEXT 5 UIDVALIDITY *)
S: * LIST (\\HasNoChildren \\NoAccess) "." misc
S: k OK*
! chmod 700 $MAILDIR/.misc/cur
C: k NOTIFY NONE
S: k OK*
! printf 'Subject: new\n\n' > $MAILDIR/.Lists.More/tmp/n; mv $MAILDIR/.Lists.More/tmp/n $MAILDIR/.Lists.More/new/1700000022.M9P9.host
C: l LOGOUT
S: * BYE*
S: l OK*

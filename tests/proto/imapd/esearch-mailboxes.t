# RFC 7377: ESEARCH looks in several mailboxes; those without a match are silent
file: $MAILDIR/cur/1700000001.M1P1.h:2,S
| Subject: one
file: $MAILDIR/cur/1700000002.M2P1.h:2,
| Subject: two
file: $MAILDIR/.Work/cur/1700000003.M3P1.h:2,
| Subject: three
file: $MAILDIR/.Work.Old/cur/1700000004.M4P1.h:2,
| Subject: two, too
file: $MAILDIR/.Work.Old.Older/cur/1700000005.M5P1.h:2,
| Subject: two
file: $MAILDIR/.Empty/cur/
file: $MAILDIR/.Work/new/
file: $MAILDIR/.Work/tmp/
file: $MAILDIR/.Work.Old/new/
file: $MAILDIR/.Work.Old/tmp/
file: $MAILDIR/.Work.Old.Older/new/
file: $MAILDIR/.Work.Old.Older/tmp/
file: $MAILDIR/.Empty/new/
file: $MAILDIR/.Empty/tmp/

S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * MULTISEARCH*
C: b1 ESEARCH ALL
S: b1 BAD select a mailbox first
C: b2 ESEARCH IN (selected) ALL
S: b2 BAD select a mailbox first
C: b3 ESEARCH IN (mailboxes (INBOX Empty "None")) SUBJECT two
S: * ESEARCH (TAG "b3" MAILBOX INBOX UIDVALIDITY *) UID ALL 2
S: b3 OK*
C: b4 ESEARCH IN (personal) RETURN (COUNT MAX) SUBJECT two
S: * ESEARCH (TAG "b4" MAILBOX INBOX UIDVALIDITY *) UID MAX 2 COUNT 1
S: * ESEARCH (TAG "b4" MAILBOX Work.Old UIDVALIDITY *) UID MAX 1 COUNT 1
S: * ESEARCH (TAG "b4" MAILBOX Work.Old.Older UIDVALIDITY *) UID MAX 1 COUNT 1
S: b4 OK*
C: b5 ESEARCH IN (subtree-one Work) ALL
S: * ESEARCH (TAG "b5" MAILBOX Work UIDVALIDITY *) UID ALL 1
S: * ESEARCH (TAG "b5" MAILBOX Work.Old UIDVALIDITY *) UID ALL 1
S: b5 OK*
C: b6 ESEARCH IN (subtree (Work) inboxes) UNSEEN 1
S: * ESEARCH (TAG "b6" MAILBOX Work UIDVALIDITY *) UID ALL 1
S: * ESEARCH (TAG "b6" MAILBOX Work.Old UIDVALIDITY *) UID ALL 1
S: * ESEARCH (TAG "b6" MAILBOX Work.Old.Older UIDVALIDITY *) UID ALL 1
S: b6 OK*
C: b7 SUBSCRIBE Work
S: b7 OK*
C: b8 ESEARCH IN (subscribed) ALL
S: * ESEARCH (TAG "b8" MAILBOX Work UIDVALIDITY *) UID ALL 1
S: b8 OK*
C: c SELECT INBOX
S: ...
S: c OK*
C: c1 ESEARCH UNSEEN
S: * ESEARCH (TAG "c1" MAILBOX INBOX UIDVALIDITY *) UID ALL 2
S: c1 OK*
C: c2 ESEARCH IN (selected mailboxes Work) RETURN (SAVE) ALL
S: c2 BAD SAVE is for the selected mailbox alone
C: c3 ESEARCH IN (selected) RETURN (SAVE) UNSEEN
S: c3 OK*
C: c4 FETCH $ UID
S: * 2 FETCH (UID 2)
S: c4 OK*
C: c5 ESEARCH IN (selected-delayed) ALL
S: c5 BAD ESEARCH: expected which mailboxes
C: c6 ESEARCH IN (mailboxes Work selected) RETURN (PARTIAL 1:1) ALL
S: * ESEARCH (TAG "c6" MAILBOX INBOX UIDVALIDITY *) UID PARTIAL (1:1 1)
S: * ESEARCH (TAG "c6" MAILBOX Work UIDVALIDITY *) UID PARTIAL (1:1 1)
S: c6 OK*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 5267 section 4.3: a sorted result is kept in its order, by positions; numbers mean what they meant; there are limits
maildir: two-messages
file: $MAILDIR/cur/1700000003.M3P3.host:2,S
| Subject: aaa
|
| three
file: $MAILDIR/cur/1700000004.M4P4.host:2,S
| Subject: zzz
|
| four

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1:4 BODY.PEEK[HEADER.FIELDS (SUBJECT)]
S: ...
S: c OK*
C: s1 UID SORT RETURN (ALL UPDATE) (SUBJECT) UTF-8 UNDELETED
S: * ESEARCH (TAG "s1") UID ALL 3,1:2,4
S: s1 OK*
C: s2 SORT RETURN (UPDATE ALL) (REVERSE SUBJECT) UTF-8 UNDELETED
S: * ESEARCH (TAG "s2") ALL 4,2,1,3
S: s2 OK*
C: d UID STORE 1,4 +FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "s2") REMOVEFROM (1 4 2 1)
S: * ESEARCH (TAG "s1") UID REMOVEFROM (2 1 3 4)
S: d OK*
C: e UID STORE 1,4 -FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "s2") ADDTO (2 1 1 4)
S: * ESEARCH (TAG "s1") UID ADDTO (2 1 4 4)
S: e OK*
C: f UID STORE 1:2 +FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "s2") REMOVEFROM (2 2,1)
S: * ESEARCH (TAG "s1") UID REMOVEFROM (2 1:2)
S: f OK*
C: g UID STORE 1:2 -FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "s2") ADDTO (2 1 2 2)
S: * ESEARCH (TAG "s1") UID ADDTO (2 1:2)
S: g OK*
# by what delivers: the order is told, and not that of arrival
! printf 'Subject: mmm\n\n5\n' > $MAILDIR/cur/1700000005.M5P5.host:2,S
C: h NOOP
S: * 5 EXISTS
S: * 5 RECENT
S: * ESEARCH (TAG "s2") ADDTO (4 5)
S: * ESEARCH (TAG "s1") UID ADDTO (2 5)
S: h OK*
! rm $MAILDIR/cur/1700000004*
C: i NOOP
S: * ESEARCH (TAG "s2") REMOVEFROM (1 4)
S: * ESEARCH (TAG "s1") UID REMOVEFROM (5 4)
S: * 4 EXPUNGE
S: i OK*
C: j CANCELUPDATE "s1" "s2"
S: j OK*
# numbers and $ are those of the command
C: k UID SEARCH RETURN (SAVE) UID 1:2
S: k OK*
C: n1 UID SEARCH RETURN (UPDATE ALL) 2:* NOT $ FLAGGED
S: * ESEARCH (TAG "n1") UID
S: n1 OK*
C: n2 UID SEARCH RETURN (UPDATE ALL) UID 3:* UNFLAGGED
S: * ESEARCH (TAG "n2") UID ALL 3,5
S: n2 OK*
C: l UID SEARCH RETURN (SAVE) UID 5
S: l OK*
! rm $MAILDIR/cur/1700000001*
! printf 'Subject: six\n\n6\n' > $MAILDIR/cur/1700000006.M6P6.host:2,S
C: m NOOP
S: * 1 EXPUNGE
S: * 4 EXISTS
S: * 4 RECENT
S: * ESEARCH (TAG "n2") UID ADDTO (0 6)
S: m OK*
C: n UID STORE 1:* +FLAGS.SILENT (\\Flagged)
S: * ESEARCH (TAG "n2") UID REMOVEFROM (0 3,5:6)
S: * ESEARCH (TAG "n1") UID ADDTO (0 3,5)
S: n OK*
# what a search in several mailboxes finds is kept in the one selected
C: e1 ESEARCH IN (personal) RETURN (COUNT UPDATE) DELETED
S: e1 OK*
C: o UID STORE 6 +FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "e1" MAILBOX INBOX UIDVALIDITY *) UID ADDTO (0 6)
S: o OK*
# four of SORT, not more; SEARCH still is
C: s1 SORT RETURN (UPDATE COUNT) (ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "s1") COUNT 4
S: s1 OK*
C: s2 SORT RETURN (UPDATE COUNT) (ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "s2") COUNT 4
S: s2 OK*
C: s3 SORT RETURN (UPDATE COUNT) (ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "s3") COUNT 4
S: s3 OK*
C: s4 SORT RETURN (UPDATE COUNT) (ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "s4") COUNT 4
S: s4 OK*
C: s5 SORT RETURN (UPDATE COUNT) (ARRIVAL) UTF-8 ALL
S: * ESEARCH (TAG "s5") COUNT 4
S: * NO [NOUPDATE "s5"] *
S: s5 OK*
C: q5 SEARCH RETURN (UPDATE COUNT) ALL
S: * ESEARCH (TAG "q5") COUNT 4
S: q5 OK*
C: r UNSELECT
S: r OK*
C: u ESEARCH IN (personal) RETURN (COUNT UPDATE) DELETED
S: u BAD*
C: v CANCELUPDATE "q5"
S: v BAD*
C: p LOGOUT
S: * BYE*
S: p OK*

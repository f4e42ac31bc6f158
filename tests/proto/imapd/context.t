# RFC 5267 section 4.3: UPDATE tells what comes to a result of SEARCH and what leaves it, until CANCELUPDATE
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK * CONTEXT=SEARCH CONTEXT=SORT *
C: b SELECT INBOX
S: ...
S: b OK*
# UIDs
C: u1 UID SEARCH RETURN (UPDATE COUNT) FLAGGED UNKEYWORD $Junk
S: * ESEARCH (TAG "u1") UID COUNT 0
S: u1 OK*
# numbers, as they are when it is told
C: n1 SEARCH RETURN (ALL UPDATE) UNDELETED
S: * ESEARCH (TAG "n1") ALL 1:2
S: n1 OK*
# the hint is taken, and MIN has nothing to do with updates
C: n2 SEARCH RETURN (CONTEXT MIN UPDATE) FLAGGED
S: * ESEARCH (TAG "n2")
S: n2 OK*
# the tag of each must be its own
C: n1 SEARCH RETURN (UPDATE) ALL
S: n1 BAD*
C: n1 SORT RETURN (UPDATE) (DATE) UTF-8 ALL
S: n1 BAD*
# our own STORE, that of numbers too
C: c STORE 2 +FLAGS (\\Flagged)
S: * 2 FETCH (FLAGS (\\Recent \\Flagged))
S: * ESEARCH (TAG "n2") ADDTO (0 2)
S: * ESEARCH (TAG "u1") UID ADDTO (0 2)
S: c OK*
C: d UID STORE 1:2 +FLAGS.SILENT (\\Flagged $Junk)
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: * ESEARCH (TAG "n2") ADDTO (0 1)
S: * ESEARCH (TAG "u1") UID REMOVEFROM (0 2)
S: d OK*
C: e UID STORE 1:2 -FLAGS.SILENT ($Junk)
S: * ESEARCH (TAG "u1") UID ADDTO (0 1:2)
S: e OK*
# a delivery: after EXISTS
! printf 'Subject: three\n\nthree\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000009.M9P9.host
C: f NOOP
S: * 3 EXISTS
S: * 3 RECENT
S: * ESEARCH (TAG "n1") ADDTO (0 3)
S: f OK*
# what another program does, in IDLE: after FETCH, and before EXPUNGE
C: g IDLE
S: + idling
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,F
S: * 3 FETCH (FLAGS (\\Recent \\Flagged))
S: * ESEARCH (TAG "n2") ADDTO (0 3)
S: * ESEARCH (TAG "u1") UID ADDTO (0 3)
! rm $MAILDIR/cur/1700000001*
S: * ESEARCH (TAG "n2") REMOVEFROM (0 1)
S: * ESEARCH (TAG "n1") REMOVEFROM (0 1)
S: * ESEARCH (TAG "u1") UID REMOVEFROM (0 1)
S: * 1 EXPUNGE
C: DONE
S: g OK*
# our own EXPUNGE
C: h UID STORE 2 +FLAGS.SILENT (\\Deleted)
S: * ESEARCH (TAG "n1") REMOVEFROM (0 1)
S: h OK*
C: i EXPUNGE
S: * ESEARCH (TAG "n2") REMOVEFROM (0 1)
S: * ESEARCH (TAG "u1") UID REMOVEFROM (0 2)
S: * 1 EXPUNGE
S: i OK*
C: j CANCELUPDATE "n2" "nothing"
S: j NO*
C: k CANCELUPDATE "u1" "n2"
S: k OK*
C: l STORE 1 -FLAGS.SILENT (\\Flagged)
S: l OK*
C: m CANCELUPDATE n1
S: m BAD CANCELUPDATE: expected a tag in quotes
# it ends with the selection; then a tag can be used again
C: n EXAMINE INBOX
S: ...
S: n OK*
C: n1 SEARCH RETURN (UPDATE COUNT) ALL
S: * ESEARCH (TAG "n1") COUNT 1
S: n1 OK*
C: o CANCELUPDATE "n1"
S: o OK*
C: p LOGOUT
S: * BYE*
S: p OK*

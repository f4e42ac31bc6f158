# RFC 2177: IDLE tells of a delivery and of flags at once, and ends with DONE in either case
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b IDLE
S: + idling
C: done
S: b OK*
C: c SELECT INBOX
S: ...
S: c OK*
C: d IDLE
S: + idling
! printf 'Subject: three\n\nthree\n' > $MAILDIR/tmp/n; mv $MAILDIR/tmp/n $MAILDIR/new/1700000009.M9P9.host
S: * 3 EXISTS
S: * 3 RECENT
! mv $MAILDIR/cur/1700000009.M9P9.host* $MAILDIR/cur/1700000009.M9P9.host:2,S
S: * 3 FETCH (FLAGS (\\Recent \\Seen))
! rm $MAILDIR/cur/1700000001*
S: * 1 EXPUNGE
C- DONE\r\ne NOOP\r\n
S: d OK*
S: e OK*
C: f IDLE
S: + idling
C: f NOOP
S: f BAD [CLIENTBUG] IDLE: expected DONE
C: g LOGOUT
S: * BYE*
S: g OK*
EOF

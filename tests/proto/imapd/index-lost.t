# I-3: the index is rubbish: mail, flags and UIDs that are known are there
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c STORE 1 +FLAGS.SILENT (\\Flagged work)
S: ...
S: c OK*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF
! head -c 100 /dev/zero > $MAILDIR/postern-index
CONNECT
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: * 2 EXISTS
S: ...
S: b OK*
C: c FETCH 1:* FLAGS
S: * 1 FETCH (FLAGS (*\\Seen*\\Flagged*))
S: * 2 FETCH (FLAGS (*))
S: c OK*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

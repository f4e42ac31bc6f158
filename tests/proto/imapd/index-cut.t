# 7.7: an index that is cut short while a session has it mapped ends that session, not more
maildir: two-messages
exit: 111
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
! : > $MAILDIR/postern-index
C: c FETCH 1:2 (UID FLAGS)
S: ...
EOF
! ls $MAILDIR/cur/1700000001* $MAILDIR/cur/1700000002* > /dev/null

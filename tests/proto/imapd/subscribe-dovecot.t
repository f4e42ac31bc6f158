# 7.4: the subscriptions that Dovecot or Courier kept are the ones we begin with
file: $MAILDIR/subscriptions
| V\t2
|
| INBOX
| Work\ta
| Gone

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LSUB "" *
S: * LSUB () "." INBOX
S: * LSUB () "." Gone
S: * LSUB () "." Work.a
S: b OK*
C: c UNSUBSCRIBE Gone
S: c OK*
! rm $MAILDIR/subscriptions; printf 'INBOX\nINBOX.b\n' > $MAILDIR/courierimapsubscribed
C: d LSUB "" *
S: * LSUB () "." INBOX
S: * LSUB () "." Work.a
S: d OK*
! rm $MAILDIR/postern-subscriptions
C: e LSUB "" *
S: * LSUB () "." INBOX
S: * LSUB () "." b
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

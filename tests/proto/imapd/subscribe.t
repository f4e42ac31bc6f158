# RFC 3501 section 6.3.9: subscriptions are kept, also of what was deleted
check: Maildir/postern-subscriptions is INBOX\n.Work.a\n

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE Work.a
S: b OK*
C: c SUBSCRIBE Work.a
S: c OK*
C: c SUBSCRIBE Work.a
S: c OK*
C: d SUBSCRIBE inbox
S: d OK*
C: e SUBSCRIBE nowhere
S: e NO [NONEXISTENT]*
C: f LSUB "" *
S: * LSUB () "." INBOX
S: * LSUB () "." Work.a
S: f OK*
C: g LSUB "" %
S: * LSUB () "." INBOX
S: * LSUB (\\Noselect) "." Work
S: g OK*
C: h UNSUBSCRIBE Work.a
S: h OK*
C: i LSUB "" *
S: * LSUB () "." INBOX
S: i OK*
C: j SUBSCRIBE Work.a
S: j OK*
C: k DELETE Work.a
S: k OK*
C: l LSUB "" *
S: * LSUB () "." INBOX
S: * LSUB () "." Work.a
S: l OK*
C: m LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: m OK*
C: n LOGOUT
S: * BYE*
S: n OK*
EOF

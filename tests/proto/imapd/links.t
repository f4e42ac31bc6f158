# Links, fifos and directories among the messages and folders: nothing outside the Maildir is read, nothing hangs, the session goes on
maildir: two-messages
modes: lines pipes
! echo "Subject: private" > $HOME/outside && mkdir -p $HOME/dir/cur $HOME/dir/new $HOME/dir/tmp && echo "Subject: private" > $HOME/dir/cur/1.M1P1.h:2,
! ln -s $HOME/outside "$MAILDIR/cur/5.M1P1.h:2," && mkfifo "$MAILDIR/cur/6.M1P1.h:2," && mkdir "$MAILDIR/cur/7.M1P1.h:2,"
! ln -s $HOME/dir $MAILDIR/.link && ln -s /etc/passwd $MAILDIR/dovecot-uidlist && mkfifo $MAILDIR/subscriptions

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c UID FETCH 1:* (RFC822.SIZE BODY.PEEK[] ENVELOPE)
S: ...
S: c NO*
C: d SEARCH TEXT private
S: ...
S: * SEARCH
S: d OK*
C: e LIST "" *
S: ...
S: e OK*
C: f SELECT link
S: ...
S: f NO*
C: g STATUS INBOX (MESSAGES SIZE)
S: ...
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*
EOF

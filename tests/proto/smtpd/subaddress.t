# user+tag goes to the folder .tag when it exists, else to the INBOX
file: $MAILDIR/.lists/cur/
file: $MAILDIR/.lists/new/
file: $MAILDIR/.lists/tmp/
check: Maildir/.lists/new/* count 1
check: Maildir/.lists/new/* contains Delivered-To: joe+Lists@example.org\n
check: Maildir/new/* count 1
check: Maildir/new/* contains Delivered-To: joe+none@example.org\n
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe+Lists@example.org>
S: 250 *
C: RCPT TO:<joe+none@example.org>
S: 250 *
C: RCPT TO:<joe+../../x@example.org>
S: 250 *
C: RCPT TO:<jo+e@example.org>
S: 550 5.1.1 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *

# -z: lines of the text may end with LF alone, the message may not
server: -z
check: Maildir/new/* count 1
check: Maildir/new/* contains \n\none\n.\ntwo\n
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C- Subject: x\n\none\n.\ntwo\n\r\n.\r\n
S: 250 *
C: NOOP
S: 250 *

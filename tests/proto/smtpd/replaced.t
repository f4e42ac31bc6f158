# A user who came after the connection is not bounced
user: joe secret
file: $ROOT/aliases
| team: joe
server: -a $ROOT/aliases
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 550 5.1.1 *
! (cat $PASSWD; echo ann:x:$(id -u nobody):65534::$ROOT/ann::) > $PASSWD.new
! mv $PASSWD.new $PASSWD
C: RCPT TO:<ann@example.org>
S: 451 4.3.0 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: QUIT
S: 221 *

# sendmail's aliases: lists, quotes, a backslash, an alias that names itself; loops and programs are refused
user: joe secret
user: ann secret
file: $ROOT/aliases
| # comment
| team: joe, "ann" ,
| 	joe
| ann: \\ann, joe
| joe: joe
| loop: pool
| pool: loop
| prog: "|/bin/cat"
| file: /tmp/x
| away: x@elsewhere.example
| ghost: nobody-here
| half: ann@example.org, nobody-here
server: -a $ROOT/aliases
check: Maildir/new/* count 1
check: Maildir/new/* contains Delivered-To: joe@example.org\n
check: ../ann/Maildir/new/* count 1
check: LOG contains program-or-file
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<team@example.org>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: RCPT TO:<JOE@Example.Org>
S: 250 *
C: RCPT TO:<half@example.org>
S: 250 *
C: RCPT TO:<loop@example.org>
S: 451 4.3.5 *
C: RCPT TO:<prog@example.org>
S: 451 4.3.5 *
C: RCPT TO:<file@example.org>
S: 451 4.3.5 *
C: RCPT TO:<away@example.org>
S: 451 4.3.5 *
C: RCPT TO:<ghost@example.org>
S: 550 5.1.1 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *

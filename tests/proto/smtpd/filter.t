# -F: exit 0 accepts, 100 refuses with its line, 111 puts off; output replaces
file: $ROOT/filter 755
| #!/bin/sh
| text=$(cat)
| test "$SENDER $HELO" = "a@example.net me" || exit 111
| case $text in
| *bad*) echo "no such thing" >&2; exit 100;;
| *later*) echo "not now"; exit 111;;
| *crash*) kill -9 $$;;
| *other*) echo "X-Filter: yes"; echo "$text";;
| esac
server: -F $ROOT/filter
check: Maildir/new/* count 2
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
C: Subject: bad
C: .
S: 550 5.7.1 no such thing
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: later
C: .
S: 451 4.7.1 not now
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: crash
C: .
S: 451 4.7.1 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: other
C: .
S: 250 2.0.0 *
! grep -q "^X-Filter: yes" $MAILDIR/new/*
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: fine
C: .
S: 250 2.0.0 *

# several domains: joe@domain before joe, the host itself, no other
server: -d example.com
passwd: joe:{PLAIN}x:::J:$ROOT/home/joe::
passwd: joe@example.com:{PLAIN}x:::J:$ROOT/home/com::
file: $ROOT/home/com/
file: $ROOT/home/joe/
! test -d $ROOT/home/com
check: LOG contains accepted
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.com>
S: 250 *
C: RCPT TO:<joe@localhost>
S: 250 *
C: RCPT TO:<joe@mx.example.org>
S: 550 5.7.1 *
C: RCPT TO:<joe@[127.0.0.99]>
S: 550 5.7.1 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *
! grep -q "^Delivered-To: joe@example.com" $ROOT/home/com/Maildir/new/*
! grep -q "^Delivered-To: joe@localhost" $ROOT/home/joe/Maildir/new/*

# -D: a command instead of the Maildir, in the home, with the envelope
file: $ROOT/deliver 755
| #!/bin/sh
| { echo "$SENDER|$RECIPIENT|$EXTENSION|$USER"; cat; } > got
| test "$EXTENSION" != full || exit 77
| test "$EXTENSION" != bad || { echo "not wanted"; exit 67; }
server: -D $ROOT/deliver
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe+tag@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *
! grep -qx 'a@example.net|joe+tag@example.org|tag|joe' $HOME/got
! sed -n 2p $HOME/got | grep -qx 'Return-Path: <a@example.net>'
! sed -n 3p $HOME/got | grep -qx 'Delivered-To: joe+tag@example.org'
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe+full@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 552 5.2.2 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe+bad@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 554 5.3.0 not wanted

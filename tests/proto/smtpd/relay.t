# -r: mail for elsewhere, of users who have logged in, with sendmail's arguments
file: $ROOT/sendmail 755
| #!/bin/sh
| d=${0%/*}
| { for a; do printf '<%s>' "$a"; done; echo; cat; } > $d/sent
| test ! -f $d/refuse || { echo "never" >&2; exit 69; }
user: joe secret
user: ann secret
server: -c -r '$ROOT/sendmail -x'
check: ../ann/Maildir/new/* count 1
check: Maildir/new/* count 0
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<x@elsewhere.example>
S: 550 5.7.1 *
C: RSET
S: 250 *
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 235 *
C: MAIL FROM:<joe@example.org>
S: 250 *
C: RCPT TO:<x@elsewhere.example>
S: 250 *
C: RCPT TO:<"-a b"@elsewhere.example>
S: 250 *
C: RCPT TO:<ann@example.org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *
! grep -qF '<-x><-f><joe@example.org><--><x@elsewhere.example><"-a b"@elsewhere.example>' sent
! grep -q '^one' sent && ! grep -q Return-Path sent && touch refuse
C: MAIL FROM:<joe@example.org>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: RCPT TO:<x@elsewhere.example>
S: 250 *
C: DATA
S: 354 *
C: two
C: .
S: 554 5.3.0 never

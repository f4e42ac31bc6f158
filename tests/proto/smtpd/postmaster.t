# RFC 5321 section 4.5.1: postmaster always works, also without a domain
user: joe secret
user: ann secret
check: Maildir/new/* count 1
check: Maildir/new/* contains Delivered-To: postmaster\n
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<>
S: 250 *
C: RCPT TO:<postmaster>
S: 250 *
C: RCPT TO:<Postmaster@Example.Org>
S: 250 *
C: DATA
S: 354 *
C: one
C: .
S: 250 2.0.0 *

# S-20: what students type from their course notes
check: Maildir/new/* count 2
S: 220 *
C: HELO site2
S: 250 *
C: MAIL FROM: <leonardo@site2>
S: 250 2.1.0 *
C: RSET
S: 250 *
C: MAIL FROM : <toto@bo.fr>
S: 250 2.1.0 *
C: RCPT TO <joe@example.org>
S: 250 2.1.5 *
C: DATA
S: 354 *
C: hello
C: .
S: 250 2.0.0 *
C: MAIL FROM: cook@caramel.vn
S: 250 2.1.0 *
C: RSET
S: 250 *
C: MAIL FROM: Cristian <versari@free.fr>
S: 250 2.1.0 *
C: rcpt to: Joe <joe@example.org>
S: 250 2.1.5 *
C: data
S: 354 *
C: hello
C: .
S: 250 2.0.0 *
C: MAIL FROM
S: 501 5.5.4 *MAIL FROM:<user@example.org>
C: MAIL
S: 501 5.5.4 *MAIL FROM:<user@example.org>
C: MAIL FROM:
S: 501 5.5.4 *MAIL FROM:<user@example.org>
C: HELP
S: 214 2.0.0 MAIL RCPT DATA BDAT RSET QUIT EHLO HELO NOOP VRFY EXPN HELP
C: quit
S: 221 *
EOF

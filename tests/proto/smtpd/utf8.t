# RFC 6531, S-11: UTF-8 addresses need SMTPUTF8, and Received says so
check: Maildir/new/* count 1
check: Maildir/new/* contains Return-Path: <j\xc3\xb6@example.net>
check: Maildir/new/* contains with UTF8SMTP id
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<j\xc3\xb6@example.net>
S: 553 5.6.7 *
C: MAIL FROM:<j\xc3@example.net> SMTPUTF8
S: 501 5.1.7 *
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<j\xc3\xb6@example.org>
S: 553 5.6.7 *
C: RSET
S: 250 *
C: MAIL FROM:<j\xc3\xb6@example.net> SMTPUTF8
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Subject: J\xc3\xb6
C:
C: .
S: 250 *

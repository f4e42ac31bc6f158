# RFC 5321 section 4.4, RFC 8601 section 5: fields that are only ours to write
check: Maildir/new/* contains for <joe@example.org>; * +0000\nSubject: x\nBcc: kept\nAuthentication-Results: other.example; none\n\nReturn-Path: body\n
check: Maildir/new/* lacks evil
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: Return-Path: <evil@example.net>
C:  (folded evil)
C: Subject: x
C: Authentication-Results: mx.example.org; evil=pass
C: Bcc: kept
C: Authentication-Results: other.example; none
C:
C: Return-Path: body
C: .
S: 250 2.0.0 *

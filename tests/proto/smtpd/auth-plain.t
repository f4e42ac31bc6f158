# RFC 4954: the forms of AUTH PLAIN; each failure is answered
server: -M -c
S: 220 *
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 503 5.5.1 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH
S: 501 5.5.4 *
C: AUTH CRAM-MD5
S: 504 5.5.4 *
C: AUTH PLAIN
S: 334 
C: *
S: 501 5.7.0 *
C: AUTH PLAIN !!!!
S: 501 5.5.2 *
C: AUTH PLAIN AGpvZQB3cm9uZw==
S: 535 5.7.8 *
C: AUTH PLAIN
S: 334 
C: AGpvZQBzZWNyZXQ=
S: 235 2.7.0 *

# no password in clear from elsewhere; with -w from nowhere
env: TCPREMOTEIP=192.0.2.1
server: -M -w true
S: 220 *
C: EHLO me
S: ...
S: 250-STARTTLS
S: 250 HELP
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 538 5.7.11 *
C: MAIL FROM:<joe@example.org>
S: 530 5.7.0 say STARTTLS first

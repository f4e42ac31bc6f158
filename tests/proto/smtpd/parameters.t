# S-11, S-17: the parameters of MAIL and RCPT
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net> BODY=BINARYMIME
S: 501 5.5.4 *BODY
C: MAIL FROM:<a@example.net> RET=FULL
S: 555 5.5.4 *RET
C: MAIL FROM:<a@example.net> ENVID=x
S: 555 5.5.4 *ENVID
C: MAIL FROM:<a@example.net> AUTH=<>
S: 555 5.5.4 *AUTH
C: MAIL FROM:<a@example.net> SIZE=x
S: 501 5.5.4 *SIZE
C: MAIL FROM:<a@example.net> SIZE=1 SIZE=1
S: 501 5.5.4 *SIZE
C: MAIL FROM:<a@example.net> SMTPUTF8=yes
S: 501 5.5.4 *SMTPUTF8
C: MAIL FROM:<a@example.net>  body=8bitmime size=100  SMTPUTF8 
S: 250 2.1.0 *
C: RCPT TO:<joe@example.org> NOTIFY=NEVER
S: 555 5.5.4 *NOTIFY
C: RCPT TO:<joe@example.org> ORCPT=rfc822;joe@example.org
S: 555 5.5.4 *ORCPT
C: RCPT TO:<joe@example.org>
S: 250 2.1.5 *

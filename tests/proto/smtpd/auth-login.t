# P-7: the prompts of AUTH LOGIN
server: -M -c
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: am9l
S: 334 UGFzc3dvcmQ6
C: c2VjcmV0
S: 235 2.7.0 *
C: RSET
S: 250 *
C: MAIL FROM:<joe@example.org>
S: 250 *

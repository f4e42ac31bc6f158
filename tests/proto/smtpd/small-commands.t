# RFC 5321 sections 4.1.1.6 to 4.1.1.9: VRFY, EXPN, HELP, NOOP
S: 220 *
C: NOOP and more
S: 250 2.0.0 *
C: VRFY joe
S: 252 2.0.0 *
C: EXPN list
S: 502 5.5.1 *
C: HELP MAIL
S: 214 2.0.0 *
C: TURN
S: 500 5.5.1 *
C:
S: 500 5.5.1 *
C: noop  
S: 250 *
C: AUTH PLAIN
S: 500 5.5.1 *
C: STARTTLS
S: 500 5.5.1 *

# another mail system of ours may be wrong as often as it likes
server: -L
S: 220 *
C: LHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<u1@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u2@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u3@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u4@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u5@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u6@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u7@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u8@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u9@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u10@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u11@example.org>
S: 550 5.1.1 *
C: RCPT TO:<u12@example.org>
S: 550 5.1.1 *
C: NOOP
S: 250 *

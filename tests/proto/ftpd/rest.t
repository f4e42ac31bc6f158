# RFC 3659 section 5: REST is digits up to 2^63-1, of TYPE I, for the next transfer only
file: $HOME/f
|- 0123456789
S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: REST 6
S: 501 Only in TYPE I.
C: REST 0
S: 350 *
C: TYPE I
S: 200 *
C: REST 9223372036854775807
S: 350 Restarting at 9223372036854775807. *
C: REST 9223372036854775808
S: 501 *
C: REST -1
S: 501 *
C: REST +1
S: 501 *
C: REST abc
S: 501 *
C: REST 5 6
S: 501 *
C: REST 5x
S: 501 *
C: REST
S: 501 *
C: rest 5  
S: 350 Restarting at 5. *
# Between REST and its transfer comes PASV, so that does not forget it.
C: PASV
S: 227 *
C: REST 100
S: 350 *
C: RETR f
S: 554 *
# It was for that transfer, and PASV still holds.
C: STAT
S: ...
S:  Data connection: prepared, in clear
S: ...
S: 211 End of status.
C: ABOR
S: 225 *
C: RETR f
S: 425 *
C: RANG 5 2
S: 501 *
C: RANG -1 2
S: 501 *
C: RANG 2 4
S: 350 *
C: RANG 1 0
S: 350 *
C: QUIT
S: 221 *
EOF

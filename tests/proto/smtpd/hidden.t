# -x: what is hidden is neither listed nor taken
server: -x PIPELINING -x SIZE -x 8BITMIME -x ENHANCEDSTATUSCODES -x chunking -x LIMITS -x HELP -x VRFY
S: 220 *
C: EHLO me
S: 250 mx.example.org
C: HELP
S: 500 unknown command
C: VRFY joe
S: 500 unknown command
C: BDAT 0
S: 500 unknown command
C: MAIL FROM:<a@example.net> SIZE=10
S: 555 unknown parameter SIZE
C: MAIL FROM:<a@example.net> BODY=8BITMIME
S: 555 unknown parameter BODY
C: MAIL FROM:<a@example.net> SMTPUTF8
S: 555 unknown parameter SMTPUTF8
C: MAIL FROM:<a@example.net>
S: 250 sender ok
C: QUIT
S: 221 goodbye
EOF

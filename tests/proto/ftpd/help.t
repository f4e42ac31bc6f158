# RFC 959 section 4.1.3: HELP, and HELP with a command
S: 220 *
C: HELP
S: 214-*
S: ...
S: 214 *
C: HELP retr
S: 214 Syntax: RETR file
C: HELP SMNT
S: 214 SMNT: not implemented.
C: HELP XYZZY
S: 502 *
C: SMNT /
S: 502 *
C: LPSV
S: 502 *
C: XYZZY
S: 500 *
C:
S: 500 *
C: QUIT
S: 221 *
EOF

# RFC 5321 section 4.3.1: a client waits for the greeting
# one write, and a greeting late enough that it is always too early
server: -g 20
modes: lines pipes
C: EHLO me
S: 554 5.5.0 *
EOF

# RFC 9051 section 6.3.13: IDLE, too, is silence
# One mode only: it has to wait for a second.
server: -t 1
modes: lines
check: LOG contains reason=timeout

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b IDLE
S: + *
S: * BYE*
EOF

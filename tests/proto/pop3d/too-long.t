# RFC 2449 section 4: a line that is too long is passed over
maildir: one-message

S: +OK*
C: USER \{5000:x}
S: -ERR*
C: USER joe
S: +OK*
C: PASS secret
S: +OK*
C: LIST \{1100:1}
S: -ERR*
C: LIST \{20000:1}
S: -ERR*
C: STAT
S: +OK 1 72
C: LIST \{200:0}1
S: +OK 1 72
C: QUIT
S: +OK*
EOF

# user+folder: no such folder, and names that lead elsewhere
maildir: one-message

S: +OK*
C: USER joe+nothing
S: +OK*
C: PASS secret
S: -ERR [SYS/PERM] there is no folder nothing
EOF
CONNECT
S: +OK*
C: USER joe+../x
S: +OK*
C: PASS secret
S: -ERR [AUTH]*
C: USER joe+
S: +OK*
C: PASS secret
S: -ERR [AUTH]*
C: USER joe+.
S: +OK*
C: PASS secret
S: -ERR [SYS/PERM]*
EOF
CONNECT
S: +OK*
C: USER joe+nothing
S: +OK*
C: PASS wrong
S: -ERR [AUTH]*
C: USER joe+\{64:x}
S: +OK*
C: PASS secret
S: -ERR [AUTH]*

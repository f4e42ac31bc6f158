# S-20: netcat ends its lines with LF alone
maildir: one-message

S: +OK*
C- USER joe\n
S: +OK*
C- PASS secret\n
S: +OK*
C- STAT\n
S: +OK 1 72
C- QUIT\n
S: +OK*
EOF

# A home that is not there is said with [SYS/PERM], and why with the log
passwd: joe:{PLAIN}secret::::$ROOT/home/nowhere:
check: LOG contains nowhere

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: -ERR [SYS/PERM]*
EOF
exit: 111

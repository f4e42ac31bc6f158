# -U: who is listed does not get in, and hears nothing of why
server: -U $ROOT/ftpusers
user: joe secret
user: ann secret
file: ftpusers
| # nobody
| ann
| root

S: 220 *
C: USER ann
S: 331 *
C: PASS secret
S: 530 Login incorrect.
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: QUIT
S: 221 *
EOF
check: LOG contains login failed user=ann
check: LOG contains reason="is in ftpusers"

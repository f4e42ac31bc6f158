# -m: another Maildir below the home directory
server: -m mail/in
file: $HOME/mail/in/cur/
file: $HOME/mail/in/tmp/
file: $HOME/mail/in/new/1700000005.M1P1.host
| Subject: x
|
| text

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: STAT
S: +OK 1 20
C: QUIT
S: +OK*
EOF

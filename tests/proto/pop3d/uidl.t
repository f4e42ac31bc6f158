# RFC 1939 section 7: a unique-id is the same in every session
maildir: two-messages

S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S: 1 %{one}
S: 2 %{two}
S: .
C: UIDL 1
S: +OK 1 %{one}
C: UIDL 3
S: -ERR no such message
C: DELE 1
S: +OK*
C: UIDL
S: +OK
S: 2 %{two}
S: .
C: QUIT
S: +OK*
EOF
CONNECT
S: +OK*
C: USER joe
S: +OK*
C: PASS secret
S: +OK maildrop has*
C: UIDL
S: +OK
S: 1 %{two}
S: .
C: QUIT
S: +OK*
EOF

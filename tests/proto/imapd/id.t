# RFC 2971: ID before and after login, and what the client said is logged
check: LOG contains client rip=127.0.0.1 id="K-9\\x20Mail 1.0"

S: * OK*
C: a ID NIL
S: * ID ("name" "postern" "version" *)
S: a OK*
C: b ID ("name" "K-9 Mail" "version" "1.0" "os" NIL)
S: * ID (*
S: b OK*
C: c ID ("name")
S: c BAD*
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

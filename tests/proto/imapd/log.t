# -l -l: each command and each reply, the end with its counts; never a password
server: -l -l
maildir: two-messages
check: LOG contains command rip=127.0.0.1 text="LOGIN"
check: LOG contains command rip=127.0.0.1 text="AUTHENTICATE"
check: LOG contains text="c\\x20FETCH\\x201\\x20BODY.PEEK[]"
check: LOG contains reply rip=127.0.0.1 text="OK\\x20FETCH\\x20completed"
check: LOG contains reply rip=127.0.0.1 text="BAD
check: LOG contains reason=logout fetched=1 appended=1
check: LOG lacks secret
check: LOG lacks wrong-one
check: LOG lacks c2VjcmV0

S: * OK*
C: a LOGIN joe wrong-one
S: a NO [AUTHENTICATIONFAILED]*
C: b AUTHENTICATE LOGIN
S: + VXNlcm5hbWU6
C: am9l
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: b OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c FETCH 1 BODY.PEEK[]
S: ...
S: c OK*
C: d LOGIN joe secret
S: d BAD*
C: e APPEND INBOX {3+}
C: a:b
S: ...
S: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*
EOF

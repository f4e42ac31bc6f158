# RFC 2180 section 3.3: a mailbox that another session deletes is gone for this one: it is told, nothing else happens
modes: lines pipes

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE x
S: b OK*
C: c APPEND x {3+}
C: a:b
S: c OK*
C: d SELECT x
S: ...
S: d OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT x
S2: ...
S2: b OK*
S3: * OK*
C3: a LOGIN joe secret
S3: a OK*
C3: b DELETE x
S3: b OK*
C: e STORE 1 +FLAGS (\\Flagged)
S: e NO [NONEXISTENT]*
C: f NOOP
S: * BYE the mailbox was made anew*
EOF
C2: c FETCH 1 BODY.PEEK[]
S2: c NO [*
C2: d IDLE
S2: ...
EOF2
C3: c LIST "" *
S3: * LIST * INBOX
S3: c OK*
C3: d CREATE x
S3: d OK*
C3: e SELECT x
S3: ...
S3: e OK*
C3: f LOGOUT
S3: * BYE*
S3: f OK*
EOF3

# Apple Mail: pipelines, parts of BODY.PEEK[] from 0 on, CHANGEDSINCE 0, commands behind DONE in one write
maildir: two-messages
modes: lines bytes pipes

S: * OK*
C: 1.1 CAPABILITY
S: * CAPABILITY*
S: 1.1 OK*
C: 2.1 LOGIN joe secret
S: 2.1 OK*
C: 3 ID ("name" "com.apple.email" "os" "iOS" "vendor" NIL)
S: * ID (*
S: 3 OK*
C: 4 ENABLE CONDSTORE
S: * ENABLED CONDSTORE
S: 4 OK*
C: 5 SELECT INBOX (CONDSTORE)
S: ...
S: 5 OK*
C: 6 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 0)
S: * 1 FETCH (UID 1 FLAGS (\\Recent \\Seen) MODSEQ (*))
S: * 2 FETCH (UID 2 FLAGS (\\Recent) MODSEQ (*))
S: 6 OK*
C: 7 UID FETCH 2 (BODY.PEEK[HEADER] BODY.PEEK[TEXT]<0.393216>)
S: ...
S~ .*BODY\[TEXT\]<0> \{[0-9]+\}
S: ...
S: 7 OK*
C: 8 IDLE
S: + *
C- DONE\r\n9 NOOP\r\n10 UID FETCH 2 UID\r\n
S: 8 OK*
S: 9 OK*
S: * 2 FETCH (UID 2)
S: 10 OK*
C: 11 LOGOUT
S: * BYE*
S: 11 OK*

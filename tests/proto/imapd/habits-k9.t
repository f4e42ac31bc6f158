# K-9: UID SEARCH *:*, fields in lower case, BODYSTRUCTURE, the beginning of a message, IDLE again and again
maildir: two-messages

S: * OK*
C: 1 AUTHENTICATE PLAIN AGpvZQBzZWNyZXQ=
S: 1 OK*
C: 2 LIST "" "*"
S: * LIST (\\HasNoChildren) "." INBOX
S: 2 OK*
C: 3 SELECT "INBOX"
S: ...
S: 3 OK [READ-WRITE]*
C: 4 UID SEARCH *:*
S: * SEARCH 2
S: 4 OK*
C: 5 UID SEARCH 1:2 NOT DELETED
S: * SEARCH 1 2
S: 5 OK*
C: 6 UID FETCH 1,2 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (date subject from content-type to cc bcc reply-to message-id references in-reply-to X-K9mail-Identity)])
S~ \* 1 FETCH \(UID 1 FLAGS \(\\Recent \\Seen\) INTERNALDATE "[^"]*" RFC822.SIZE 72 BODY\[HEADER.FIELDS \(date subject .*\)\] \{[0-9]+\}
S: ...
S: 6 OK*
C: 7 UID FETCH 2 (UID BODYSTRUCTURE)
S: * 2 FETCH (UID 2 BODYSTRUCTURE ("text" "plain" * "7bit"*
S: 7 OK*
C: 8 UID FETCH 2 (UID BODY.PEEK[]<0.32768>)
S: * 2 FETCH (UID 2 BODY[]<0> {79}
S: ...
S: 8 OK*
C: 9 UID STORE 2 +FLAGS.SILENT (\\Seen)
S: 9 OK*
C: 10 IDLE
S: + *
C: DONE
S: 10 OK*
C: 11 LOGOUT
S: * BYE*
S: 11 OK*

# Thunderbird: ENABLE UTF8=ACCEPT and a raw "&" in names, LIST (SUBSCRIBED), LSUB, CHECK, no COMPRESS
maildir: two-messages

S: * OK*
C: 1 capability
S: * CAPABILITY*
S: 1 OK*
C: 2 authenticate PLAIN
S: + *
C: AGpvZQBzZWNyZXQ=
S: 2 OK [CAPABILITY *
C: 3 namespace
S: * NAMESPACE (("" ".")) NIL NIL
S: 3 OK*
C: 4 ENABLE UTF8=ACCEPT
S: * ENABLED UTF8=ACCEPT
S: 4 OK*
C: 5 create "R&D"
S: 5 OK*
C: 6 subscribe "R&D"
S: 6 OK*
C: 7 list (subscribed) "" "*" return (special-use)
S: * LIST (\\HasNoChildren \\Subscribed) "." R&D
S: 7 OK*
C: 8 lsub "" "*"
S: * LSUB () "." R&D
S: 8 OK*
C: 9 COMPRESS DEFLATE
S: 9 BAD*
C: 10 select "INBOX"
S: ...
S: 10 OK*
C: 11 getquotaroot "INBOX"
S: * QUOTAROOT INBOX
S: 11 OK*
C: 12 UID fetch 1:* (FLAGS)
S: ...
S: 12 OK*
C: 13 check
S: 13 OK*
C: 14 logout
S: * BYE*
S: 14 OK*

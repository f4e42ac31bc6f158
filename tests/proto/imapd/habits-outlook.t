# Outlook: AUTH LOGIN, ID, NAMESPACE, XLIST, ENABLE UIDONLY that is ignored, then FETCH by message numbers
maildir: two-messages
file: $MAILDIR/.Sent/cur/

S: * OK*
C: w1 AUTHENTICATE LOGIN
S: + VXNlcm5hbWU6
C: am9l
S: + UGFzc3dvcmQ6
C: c2VjcmV0
S: w1 OK*
C: w2 ID ("name" "Outlook")
S: * ID (*
S: w2 OK*
C: w3 NAMESPACE
S: * NAMESPACE*
S: w3 OK*
C: w4 XLIST "" "*"
S: * XLIST (\\HasNoChildren \\Inbox) "." INBOX
S: * XLIST (\\HasNoChildren \\Sent) "." Sent
S: w4 OK*
C: w5 ENABLE UIDONLY
S: * ENABLED
S: w5 OK*
C: w6 SELECT "INBOX"
S: ...
S: w6 OK*
C: w7 FETCH 1:* (UID FLAGS)
S: * 1 FETCH (UID 1 FLAGS (*))
S: * 2 FETCH (UID 2 FLAGS (*))
S: w7 OK*
C: w8 LOGOUT
S: * BYE*
S: w8 OK*

# 7.3: a folder with a cur is one; what some copy of it has left out is made
file: $MAILDIR/.half/cur/1700000009.M9P9.host,S=14:2,S
| Subject: nine

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b LIST "" half
S: * LIST (\\HasNoChildren) "." half
S: b OK*
C: c SELECT half
S: ...
S: * 1 EXISTS
S: ...
S: c OK*
C: d COPY 1 half
S: * 2 EXISTS
S: * 2 RECENT
S: d OK [COPYUID * 1 2] *
C: e LOGOUT
S: ...
S: e OK*
EOF
check: Maildir/.half/new count 1
check: Maildir/.half/cur/* count 2

# RFC 6851: MOVE tells the UIDs first, then the expunges
maildir: two-messages
check: Maildir/cur/* count 0
check: Maildir/.Work/cur/* count 2

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c MOVE 1 Work
S: c NO [TRYCREATE]*
C: d CREATE Work
S: d OK*
C: e UID MOVE 2 Work
S: * OK [COPYUID * 2 1] moved
S: * 2 EXPUNGE
S: e OK*
C: f MOVE 1 Work
S: * OK [COPYUID * 1 2] moved
S: * 1 EXPUNGE
S: f OK*
C: g EXAMINE Work
S: ...
S: g OK*
C: h MOVE 1 INBOX
S: h NO [NOPERM]*
C: i LOGOUT
S: * BYE*
S: i OK*
EOF

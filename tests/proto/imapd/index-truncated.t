# A mapped index cut short by somebody else: at worst that session ends; no mail and no flag is lost, and as the UIDs are, UIDVALIDITY is another (I-3)
modes: lines pipes
maildir: two-messages
check: Maildir/cur/* count 2

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: * OK [UIDVALIDITY %{validity}]*
S: ...
S: b OK*
! truncate -s 0 $MAILDIR/postern-index
C: c UID FETCH 1:* FLAGS
S: ...
EOF
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT INBOX
S2: ...
S2: * OK [UIDVALIDITY %{another}]*
S2: ...
S2: b OK*
C2: c UID FETCH 1:* FLAGS
S2: * 1 FETCH (UID 1 FLAGS (\\Recent \\Seen))
S2: * 2 FETCH (UID 2 FLAGS (\\Recent))
S2: c OK*
C2: d LOGOUT
S2: * BYE*
S2: d OK*
EOF2

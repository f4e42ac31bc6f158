# RFC 9051 section 6.4.9: UIDs that are not there are passed over; "*" is the last message (I-16)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c UID FETCH 100:* FLAGS
S: * 2 FETCH (UID 2 FLAGS (\\Recent))
S: c OK*
C: d UID FETCH 5,7:9 FLAGS
S: d OK*
C: e UID FETCH *:1 FLAGS
S: * 1 FETCH (UID 1 FLAGS (\\Recent \\Seen))
S: * 2 FETCH (UID 2 FLAGS (\\Recent))
S: e OK*
C: f FETCH 2,1,2,1:* UID
S: * 1 FETCH (UID 1)
S: * 2 FETCH (UID 2)
S: f OK*
C: g FETCH 1:3 UID
S: g BAD there is no such message
C: h FETCH *:* UID
S: * 2 FETCH (UID 2)
S: h OK*
C: i FETCH 1, UID
S: i BAD*
C: j FETCH 4294967296 UID
S: j BAD*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

# RFC 2449 section 6.6: all at once, login included
maildir: two-messages

C- USER joe\r\nPASS secret\r\nSTAT\r\nRETR 1\r\nDELE 1\r\nNOOP\r\nQUIT\r\n
S: +OK*
S: +OK*
S: +OK maildrop*
S: +OK 2 151
S: +OK 72 octets
S: From: ann@example.org
S: ...
S: .
S: +OK message 1 deleted
S: +OK
S: +OK bye, 1 messages removed
EOF

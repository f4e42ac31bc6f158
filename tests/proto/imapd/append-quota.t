# RFC 5530: APPEND and COPY beyond the quota are refused with OVERQUOTA
maildir: two-messages
file: $MAILDIR/maildirsize
| 200S
| 150 2

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b APPEND INBOX {500}
S: b NO [OVERQUOTA]*
C: c SELECT INBOX
S: ...
S: c OK*
C: d COPY 1:2 INBOX
S: d NO [OVERQUOTA]*
C: e CREATE Trash
S: e OK*
C: f COPY 1:2 Trash
S: f OK*
C: g APPEND INBOX (\\Deleted) {20+}
C: a:b\r\n\r\n0123456789abc
S: ...
S: g OK*
C: i SELECT Trash
S: ...
S: i OK*
C: j MOVE 1 INBOX
S: j NO [OVERQUOTA]*
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

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
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

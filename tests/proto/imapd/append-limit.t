# RFC 7889: a message larger than -S is refused before it is sent, or after it was read
server: -S 1000
check: Maildir/cur/* count 0

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b APPEND INBOX {1001}
S: b NO [TOOBIG]*
C: c APPEND INBOX {2000+}
C: \{2000:x}
S: c NO [TOOBIG]*
C: d NOOP
S: d OK*
C: e APPEND INBOX {99999999999999999999999}
S: e BAD*
C: f APPEND INBOX {9999999999999+}
S: f NO [TOOBIG]*
S: * BYE*
EOF

# RFC 9051 section 7.1.3: BAD says what was expected; the tag of an unparsable line is not echoed
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: +x NOOP
S: * BAD syntax: expected a tag
C: (x) NOOP
S: * BAD syntax: expected a tag
C:
S: * BAD syntax: expected a tag
C: b
S: b BAD*
C: b FROBNICATE
S: b BAD unknown command
C: b UID NOOP
S: b BAD unknown command
C: b FETCH 1 FLAGS
S: b BAD select a mailbox first
C: b NOOP now
S: b BAD NOOP: expected nothing more
C: b NOOP
S: b OK*
C: c SELECT
S: c BAD SELECT: expected a space and another argument
C: c SELECT INBOX
S: ...
S: c OK*
C: d FETCH 0 FLAGS
S: d BAD FETCH: expected a set of messages
C: d FETCH 3 FLAGS
S: d BAD there is no such message
C: d FETCH 1 FROB
S: d BAD FETCH: expected an item to fetch
C: d FETCH 1 (FLAGS
S: d BAD FETCH: expected a closing parenthesis
C: d STORE 1 FLAGS (\\Frob)
S: d BAD STORE: expected a flag that there is
C: d LOGOUT
S: * BYE*
S: d OK*
EOF

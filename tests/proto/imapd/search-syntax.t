# RFC 9051 section 6.4.4: what cannot be searched for gets BAD, which says what was expected
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
C: c1 SEARCH
S: c1 BAD SEARCH: expected a space and another argument
C: c2 SEARCH HUGE
S: c2 BAD SEARCH: expected a search key
C: c3 SEARCH OR SEEN
S: c3 BAD SEARCH: expected a space and another argument
C: c4 SEARCH (SEEN
S: c4 BAD SEARCH: expected a space and another argument
C: c5 SEARCH SEEN)
S: c5 BAD SEARCH: expected nothing more
C: c6 SEARCH ()
S: c6 BAD SEARCH: expected a search key
C: NOOP NOOP
S: NOOP OK*
C: c7 SEARCH ON 30-Feb-2020
S: c7 BAD SEARCH: expected a date like 1-Feb-1994
C: c8 SEARCH LARGER many
S: c8 BAD SEARCH: expected a number
C: c9 SEARCH YOUNGER 0
S: c9 BAD SEARCH: expected a number above 0
C: d1 SEARCH UID 0
S: d1 BAD SEARCH: expected a set of messages
C: d2 SEARCH NOT
S: d2 BAD SEARCH: expected a space and another argument
C: d3 SEARCH FROM
S: d3 BAD SEARCH: expected a space and another argument
C: NOOP NOOP
S: NOOP OK*
C: d4 SEARCH RETURN (MIN
S: d4 BAD SEARCH: expected a closing parenthesis
C: d5 SEARCH RETURN (LEAST) ALL
S: d5 BAD SEARCH: expected a result option
C: d6 SEARCH CHARSET X-UNKNOWN FROM joe
S: d6 NO [BADCHARSET (US-ASCII UTF-8)]*
C: d7 SEARCH CHARSET X-UNKNOWN FROM {3}
S: d7 NO [BADCHARSET (US-ASCII UTF-8)]*
C: d8 SEARCH FROM {3+}
C: ann ALL
S: * SEARCH 1*
S: d8 OK*
C: d9 SEARCH \{1500:NOT }SEEN
S: * SEARCH 1
S: d9 OK*
C: e1 SEARCH \{1200:(}SEEN\{1200:)}
S: * SEARCH 1
S: e1 OK*
C: e2 SEARCH \{1500:OR ALL }SEEN
S: * SEARCH 1 2
S: e2 OK*
C: e3 SEARCH \{5000:OR ALL }SEEN
S: e3 BAD SEARCH: expected fewer search keys
C: k LOGOUT
S: * BYE*
S: k OK*
EOF

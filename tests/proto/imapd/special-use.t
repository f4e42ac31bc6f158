# RFC 6154: CREATE says what a mailbox is for, and it keeps that when it is renamed
check: Maildir/.Letters.2026/postern-use is \\Sent\n

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE Sent
S: b OK*
C: c CREATE Letters (USE (\\Sent))
S: c OK*
C: d CREATE Everything (USE (\\All))
S: d NO [USEATTR]*
C: e CREATE Everything (USE \\All)
S: e BAD*
C: f LIST (SPECIAL-USE) "" * RETURN (SPECIAL-USE)
S: * LIST (\\HasNoChildren \\Sent) "." Letters
S: f OK*
C: g RENAME Letters Letters.2026
S: g NO [CANNOT]*
C: g RENAME Letters Old
S: g OK*
C: h RENAME Old Letters.2026
S: h OK*
C: i LIST (SPECIAL-USE RECURSIVEMATCH) "" %
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Letters ("CHILDINFO" ("SPECIAL-USE"))
S: i OK*
C: j LIST "" %
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\NonExistent \\Noselect \\HasChildren) "." Letters
S: * LIST (\\HasNoChildren) "." Sent
S: j OK*
C: k LOGOUT
S: * BYE*
S: k OK*

# RFC 9051 section 6.4.6: SILENT keeps back what the client did, not what another session did to the same message
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b SELECT INBOX
S: ...
S: b OK*
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT INBOX
S2: ...
S2: b OK*
C2: c UID STORE 2 +FLAGS.SILENT (\\Flagged)
S2: c OK*
C: c UID STORE 2 +FLAGS.SILENT (\\Draft)
S: * 2 FETCH (UID 2 FLAGS (\\Recent \\Flagged \\Draft))
S: c OK*
C: d UID STORE 2 +FLAGS.SILENT (\\Answered)
S: d OK*
C: e NOOP
S: e OK*
C2: d NOOP
S2: * 2 FETCH (FLAGS (\\Answered \\Flagged \\Draft))
S2: d OK*
C2: e LOGOUT
S2: * BYE*
S2: e OK*
C: f LOGOUT
S: * BYE*
S: f OK*

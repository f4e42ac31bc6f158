# RFC 5530 section 3: each code where it applies (others: login-wrong, cleartext-refused, append-quota, two-sessions)
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE work
S: b OK*
C: b CREATE work
S: b NO [ALREADYEXISTS] *
C: b CREATE INBOX
S: b NO [ALREADYEXISTS] *
C: b RENAME work INBOX
S: b NO [ALREADYEXISTS] *
C: c DELETE none
S: c NO [NONEXISTENT] *
C: c RENAME none other
S: c NO [NONEXISTENT] *
C: c SELECT none
S: c NO [NONEXISTENT] *
C: c STATUS none (MESSAGES)
S: c NO [NONEXISTENT] *
C: c SUBSCRIBE none
S: c NO [NONEXISTENT] *
C: c GETMETADATA none /private/comment
S: c NO [NONEXISTENT] *
C: c GETQUOTA none
S: c NO [NONEXISTENT] *
C: c APPEND none {4+}
C: abcd
S: c NO [TRYCREATE] *
C: d DELETE INBOX
S: d NO [CANNOT] *
C: d RENAME work work.below
S: d NO [CANNOT] *
C: d CREATE a..b
S: d NO [CANNOT] *
C: d CREATE \{300:x}
S: d NO [LIMIT] *
C: e SELECT work
S: ...
S: e OK*
C: e EXAMINE INBOX
S: ...
S: e OK*
C: e STORE 1 +FLAGS (\\Seen)
S: e NO [NOPERM] *
C: e EXPUNGE
S: e NO [NOPERM] *
C: e MOVE 1 work
S: e NO [NOPERM] *
C: e SELECT INBOX
S: ...
S: e OK*
! chmod 500 $MAILDIR
C: f CREATE here
S: f NO [NOPERM] *
! chmod 700 $MAILDIR; chmod 000 $MAILDIR/.work
C: f SELECT work
S: * OK [CLOSED] *
S: f NO [NOPERM] *
! chmod 700 $MAILDIR/.work
C: g SELECT INBOX
S: ...
S: g OK*
C: g STATUS INBOX (MESSAGES)
S: * STATUS INBOX (MESSAGES 2)
S: g OK [CLIENTBUG] *
C: h IDLE
S: + idling
C: NOOP
S: h BAD [CLIENTBUG] *
C: i SEARCH CHARSET x-none ALL
S: i NO [BADCHARSET (*
# of an expunge that may not be told yet
S2: * OK*
C2: a LOGIN joe secret
S2: a OK*
C2: b SELECT INBOX
S2: ...
S2: b OK*
C2: c STORE 1 +FLAGS.SILENT (\\Deleted)
S2: c OK*
C2: d EXPUNGE
S2: * 1 EXPUNGE
S2: d OK*
C: j STORE 2 +FLAGS.SILENT (\\Flagged)
S: j OK [EXPUNGEISSUED] STORE completed
C: k FETCH 1 BODY.PEEK[]
S: k NO [EXPUNGEISSUED] *
C: l SEARCH SEEN
S: * SEARCH
S: l OK [EXPUNGEISSUED] SEARCH completed
C: m NOOP
S: * 1 EXPUNGE
S: m OK*
C: n SEARCH SEEN
S: * SEARCH
S: n OK SEARCH completed
C: o LOGOUT
S: * BYE*
S: o OK*

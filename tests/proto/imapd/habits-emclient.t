# eM Client gives SELECT several parameters at once (I-30), and what has a modseq keeps it
maildir: two-messages

S: * OK*
C: A1 LOGIN joe secret
S: A1 OK*
C: A2 SELECT "INBOX" (CONDSTORE)
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: * 2 EXISTS
S: * 2 RECENT
S: * OK [UNSEEN 2]*
S: * OK [MAILBOXID*
S: * OK [UIDVALIDITY %{v}]*
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ %{m}]*
S: A2 OK*
C: A3 ENABLE CONDSTORE QRESYNC
S: * ENABLED CONDSTORE QRESYNC
S: A3 OK*
C: A4 STORE 2 +FLAGS (\\Seen)
S: * 2 FETCH (UID 2 MODSEQ (%{n}) FLAGS (\\Recent \\Seen))
S: A4 OK*
C: A5 SELECT "INBOX" (CONDSTORE QRESYNC (%{v} %{m}))
S: * OK [CLOSED]*
S: * FLAGS*
S: * OK [PERMANENTFLAGS*
S: * 2 EXISTS
S: * 0 RECENT
S: * OK [MAILBOXID*
S: * OK [UIDVALIDITY %{v}]*
S: * OK [UIDNEXT 3]*
S: * OK [HIGHESTMODSEQ %{n}]*
S: * 2 FETCH (UID 2 MODSEQ (%{n}) FLAGS (\\Seen))
S: A5 OK*
C: A6 EXAMINE "INBOX" (QRESYNC (%{v} %{n}) CONDSTORE)
S: ...
S: * OK [HIGHESTMODSEQ %{n}]*
S: A6 OK*
C: A7 LOGOUT
S: * BYE*
S: A7 OK*
EOF

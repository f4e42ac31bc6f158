# RFC 5464: annotations of mailboxes and of the account, their limits, and all of them or none
S: * OK*
C: a LOGIN joe secret
S: a OK [CAPABILITY * METADATA*
C: b GETMETADATA "" /shared/comment
S: * METADATA "" (/shared/comment NIL)
S: b OK*
C: c SETMETADATA "" (/shared/comment "Ours" /private/vendor/x/a {3+}
C: a"b /private/vendor/x/a/deep "D" /private/bin ~{3+}
C: a\x00b)
S: c OK*
C: d GETMETADATA "" (/SHARED/comment /private/none)
S: * METADATA "" (/shared/comment "Ours" /private/none NIL)
S: d OK*
C: e GETMETADATA (DEPTH 1) "" /private/vendor/x
S: * METADATA "" (/private/vendor/x/a "a\\"b")
S: e OK*
C: f GETMETADATA "" (DEPTH infinity MAXSIZE 1) /private
S: * METADATA "" (/private/vendor/x/a/deep "D")
S: f OK [METADATA LONGENTRIES 3]*
C: g GETMETADATA "" /private/bin
S: * METADATA "" (/private/bin ~{3}
S: a\x00b)
S: g OK*
C: h GETMETADATA Nowhere /shared/comment
S: h NO [NONEXISTENT]*
C: i CREATE Work
S: i OK*
C: j STATUS Work (HIGHESTMODSEQ)
S: * STATUS Work (HIGHESTMODSEQ %{before})
S: j OK*
C: k SETMETADATA Work (/private/comment "W" /shared/comment "S")
S: k OK*
C: l STATUS Work (HIGHESTMODSEQ)
S~ \* STATUS Work \(HIGHESTMODSEQ [0-9]+\)
S: l OK*
C: m SETMETADATA Work (/private/comment NIL /private/long {32769}
S: + *
C: \{32769:x})
S: m NO [METADATA MAXSIZE 32768]*
C: n GETMETADATA Work (/private/comment /shared/comment)
S: * METADATA "Work" (/private/comment "W" /shared/comment "S")
S: n OK*
C: o SETMETADATA Work (/private/specialuse "\\\\Sent")
S: o OK*
C: p LIST (SPECIAL-USE) "" *
S: * LIST (\\HasNoChildren \\Sent) "." Work
S: p OK*
C: q GETMETADATA Work /private/specialuse
S: * METADATA "Work" (/private/specialuse "\\\\Sent")
S: q OK*
C: r SETMETADATA Work (/private/specialuse "\\\\All")
S: r NO [USEATTR]*
C: s SETMETADATA Work (/comment "x")
S: s BAD*
C: t SETMETADATA Work (/private/a* "x")
S: t BAD*
C: u RENAME Work Play
S: u OK*
C: v SETMETADATA Play (/private/comment NIL)
S: v OK*
C: w GETMETADATA Play /private/comment /shared/comment
S: * METADATA "Play" (/private/comment NIL /shared/comment "S")
S: w OK*
C: x LOGOUT
S: * BYE*
S: x OK*

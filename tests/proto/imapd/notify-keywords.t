# RFC 5465 section 5.3: a keyword that no file name shows is told at once, too, by NOTIFY and in IDLE
maildir: two-messages

S: * OK*
C: a LOGIN joe secret
S: a OK * NOTIFY *
C: b CREATE Work
S: b OK*
C: c APPEND Work {3+}
C: a:b
S: c OK*
C2: a LOGIN joe secret
S2: * OK*
S2: a OK*
C2: b SELECT Work
S2: ...
S2: b OK*
C2: c STORE 1 +FLAGS.SILENT (a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a22 a23 a24 a25 a26)
S2: ...
S2: c OK*
C: d ENABLE CONDSTORE
S: * ENABLED CONDSTORE
S: d OK*
C: e NOTIFY SET (personal (MessageNew MessageExpunge FlagChange))
S: e OK*
C2: d STORE 1 +FLAGS.SILENT (a27)
S2: ...
S2: d OK*
S: * STATUS Work (*HIGHESTMODSEQ *)
C3: a LOGIN joe secret
S3: * OK*
S3: a OK*
C3: b SELECT Work
S3: ...
S3: b OK*
C3: c IDLE
S3: + idling
C2: e STORE 1 +FLAGS.SILENT (a28)
S2: ...
S2: e OK*
S3: * FLAGS*
S3: * OK [PERMANENTFLAGS*
S3: * 1 FETCH (*a28*)
S: * STATUS Work (*HIGHESTMODSEQ *)

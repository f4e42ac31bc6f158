# RFC 959 section 5.4: 530 to what needs a login; RFC 2389: FEAT needs none

S: 220 *
C: RETR a
S: 530 *
C: RNTO a
S: 530 *
C: PASV
S: 530 *
C: PASS secret
S: 503 *
C: ACCT x
S: 503 *
C: STAT /
S: 530 *
C: SYST
S: 215 UNIX Type: L8
C: FEAT
S: 211-*
S: ...
S: 211 End.
C: STAT
S: 211-*
S: ...
S: 211 *
C: OPTS UTF8 ON
S: 200 *
C: NOOP
S: 200 *
C: QUIT
S: 221 *
EOF

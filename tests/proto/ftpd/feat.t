# RFC 2389: each feature on a line that begins with one blank
server: -x HASH -x MFF

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: FEAT
S: 211-*
S:  AVBL
S:  CLNT
S:  CSID
S:  EPRT
S:  EPSV
S:  HOST
S:  MDTM
S:  MFMT
S:  RANG STREAM
S:  REST STREAM
S:  SIZE
S:  TVFS
S:  UTF8
S:  XCRC
S: ...
S: 211 End.
C: HASH x
S: 502 *
C: MFF x
S: 502 *
C: OPTS
S: 501 *
C: OPTS UTF8 ON
S: 200 *
C: opts utf8 on
S: 200 *
C: OPTS UTF-8 ON
S: 200 *
C: OPTS UTF8 NLST
S: 200 *
C: OPTS UTF8 OFF
S: 504 *
C: OPTS RETR x
S: 501 *
C: CLNT FileZilla 3.67
S: 200 *
C: CSID Name=BulletProof; Version=1;
S: 200 Name=postern;*
C: LANG en
S: 504 *
C: MFCT 20200101000000 x
S: 504 *
C: AVBL
S~ 213 [0-9]+
C: AVBL nowhere
S: 550 *
C: QUIT
S: 221 *
EOF

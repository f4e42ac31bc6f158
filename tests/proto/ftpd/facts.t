# RFC 3659: SIZE, MDTM, MLST and OPTS MLST; MFMT, MFF and MFCT of draft-somers
file: $HOME/f 0640
| one
| two
! mkdir home/joe/d && ln -s f home/joe/l && chmod 640 home/joe/f
S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: SIZE f
S: 213 10
C: TYPE I
S: 200 *
C: SIZE f
S: 213 8
C: SIZE d
S: 550 *
C: SIZE g
S: 550 *
C: MFMT 20200229030405 f
S: 213 Modify=20200229030405; f
C: MDTM f
S: 213 20200229030405
C: MDTM 20210203040506 f
S: 213 20210203040506
C: MDTM 20210203040506
S: 550 *
C: MDTM d
S: 550 *
C: MFMT 20210229030405 f
S: 501 *
C: MFMT 2021 f
S: 501 *
C: MFMT 20210203040506 g
S: 550 *
C: MFCT 20210203040506 f
S: 504 *
C: MFF modify=20220102030405;UNIX.mode=0600; f
S: 213 modify=20220102030405;UNIX.mode=0600; f
C: MFF create=20220102030405; f
S: 504 *
C: MLST f
S: 250-Listing f
S:  type=file;size=8;modify=20220102030405;perm=adfrw;unique=*;UNIX.mode=0600; /f
S: 250 End
C: OPTS MLST size;nonsense;TYPE;
S: 200 MLST OPTS type;size;
C: MLST l
S: 250-*
S:  type=OS.unix=slink:f; /l
S: 250 End
C: MLST
S: 250-*
S:  type=dir; /
S: 250 End
C: OPTS MLST type; size;
S: 501 *
C: FEAT
S: ...
S:  MLST type*;size*;modify;perm;unique;UNIX.mode;UNIX.uid;UNIX.gid;
S: 211 *
C: OPTS MLST
S: 200 MLST OPTS
C: MLST d
S: 250-*
S:   /d
S: 250 End
C: MLST g
S: 550 *
C: MLSD f
S: 501 *
C: AVBL
S~ 213 [0-9]+
C: QUIT
S: 221 *
EOF

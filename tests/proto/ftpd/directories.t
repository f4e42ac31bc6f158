# RFC 959: CWD, CDUP, PWD, MKD, RMD, and the X forms of RFC 775
file: $HOME/pub/x

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: CWD pub
S: 250 *
C: XPWD
S: 257 "/pub" is*
C: MKD new
S: 257 "/pub/new" created.
C: MKD new
S: 550 *
C: XMKD /pub/new/two
S: 257 "/pub/new/two" created.
C: XCWD new/two
S: 250 *
C: XCUP
S: 250 *
C: PWD
S: 257 "/pub/new" is*
C: CWD ../../../..
S: 250 *
C: PWD
S: 257 "/" is*
C: CDUP
S: 250 *
C: XRMD pub/new
S: 550 *
C: RMD pub/new/two
S: 250 *
C: RMD pub/new
S: 250 *
C: RMD /
S: 550 *
C: CWD nowhere
S: 550 *
C: CWD pub/x
S: 550 *
C: CWD
S: 501 *
C: MKD
S: 501 *
C: CDUP x
S: 501 *
C: QUIT
S: 221 *
EOF

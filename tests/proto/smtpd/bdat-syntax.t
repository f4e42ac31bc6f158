# RFC 3030 section 2: a size that is none
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: BDAT
S: 501 5.5.4 *
C: BDAT LAST
S: 501 5.5.4 *
C: BDAT x10
S: 501 5.5.4 *
C: BDAT 10 FIRST
S: 501 5.5.4 *
EOF

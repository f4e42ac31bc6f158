# RFC 959, 1123 section 4.1.2.5: TYPE A N, I, L 8; the rest 504, nonsense 501

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
C: TYPE A
S: 200 *
C: TYPE A N
S: 200 *
C: type i
S: 200 Type set to I.
C: TYPE L 8
S: 200 *
C: TYPE L8
S: 200 *
C: TYPE A T
S: 504 *
C: TYPE A C
S: 504 *
C: TYPE E
S: 504 *
C: TYPE L 36
S: 504 *
C: TYPE L
S: 501 *
C: TYPE X
S: 501 *
C: TYPE
S: 501 *
C: TYPE I N
S: 501 *
C: STRU F
S: 200 *
C: STRU R
S: 504 *
C: STRU P
S: 504 *
C: STRU X
S: 501 *
C: MODE s
S: 200 *
C: MODE B
S: 504 *
C: MODE C
S: 504 *
C: MODE Z
S: 504 *
C: MODE
S: 501 *
C: TYPE I\x20
S: 200 *
C: QUIT
S: 221 *
EOF

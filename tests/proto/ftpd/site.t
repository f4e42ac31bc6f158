# SITE: HELP CHMOD UMASK IDLE; others 502

S: 220 ftp.example.org FTP server ready.
C: USER joe
S: 331 Password required for joe.
C: PASS secret
S: 230 User joe logged in.
! echo one > "$ROOT/home/joe/a b"
C: SITE
S: 501 *
C: SITE HELP
S: 214-*
S: ...
S: 214 *
C: SITE HELP CHMOD
S: 214 Syntax: SITE CHMOD*
C: HELP SITE
S: 214-*
S: ...
S: 214 *
C: SITE chmod 600 a b
S: 200 *
C: SITE CHMOD 4755 a b
S: 501 *
C: SITE CHMOD 600
S: 501 *
C: SITE CHMOD 600 nowhere
S: 550 *
C: SITE UMASK
S: 200 Current UMASK is 022.
C: SITE UMASK 077
S: 200 *
C: SITE UMASK 888
S: 501 *
C: MKD private
S: 257 *
C: SITE IDLE
S: 200 *
C: SITE IDLE 600
S: 200 *
C: SITE IDLE 1
S: 501 *
C: SITE IDLE 999999
S: 501 *
C: SITE EXEC /bin/sh
S: 502 *
C: SITE CPFR x
S: 502 *
C: QUIT
S: 221 *
! test "$(stat -c %a "$ROOT/home/joe/a b")" = 600
! test "$(stat -c %a "$ROOT/home/joe/private")" = 700
EOF

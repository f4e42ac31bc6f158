# -x hides a SITE command, from SITE HELP as well
server: -x CHMOD

S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230 *
C: SITE CHMOD 644 x
S: 502 *
C: SITE HELP
S: 214-These SITE commands are recognized:
S:  HELP [command]
S:  IDLE [seconds]
S:  UMASK [mask]
S:  UTIME YYYYMMDDhhmm[ss] path
S: 214 *
C: SITE HELP CHMOD
S: 502 *
C: QUIT
S: 221 *
EOF

# tftpd-hpa without -s: absolute names below a directory that was given
plain:
file: file 20
rules: r ^@ \i
rules: r ^127.0.0.1$ file
C: RRQ file octet
S: ERROR 2 *
C2: RRQ /etc/passwd octet
S2: ERROR 2 *
C3: RRQ @ octet
S3: ERROR 2 *

# tftpd-hpa without -s: absolute names below a directory that was given
plain:
file: file 20
rules: r ^ok/ $ROOT/
C: RRQ file octet
S: ERROR 2 *
C2: RRQ /etc/passwd octet
S2: ERROR 2 *
C3: RRQ $ROOT/file octet
S3: DATA 1 20 @0
C3: ACK 1
C4: RRQ ok/file octet
S4: DATA 1 20 @0
C4: ACK 1
C5: RRQ $ROOT/../log octet
S5: ERROR 2 *
C6: RRQ $ROOT.secret octet
S6: ERROR 2 *

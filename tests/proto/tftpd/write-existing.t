# tftpd-hpa without -c: only what is there, and everybody may write
file: open 0666 = old
file: closed 0644 = old
C: WRQ open octet
S: ACK 0
has: open = old
C: DATA 1 "new"
S: ACK 1
has: open = new
C2: WRQ closed octet
S2: ERROR 2 *
C3: WRQ none octet
S3: ERROR 1 *
has: closed = old

# tftpd-hpa's blksize2: the largest power of two
file: boot.img 3000
C: RRQ boot.img octet blksize2 1500
S: OACK blksize2 1024
C: ACK 0
S: DATA 1 1024
C: ERROR 0 enough
C2: RRQ boot.img octet blksize2 65464
S2: OACK blksize2 32768
C2: ACK 0
S2: DATA 1 3000
C2: ACK 1

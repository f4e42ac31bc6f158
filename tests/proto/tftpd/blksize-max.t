# tftpd-hpa -B: no larger block
flags: -B 1428
file: boot.img 3000
C: RRQ boot.img octet blksize 1468
S: OACK blksize 1428
C: ACK 0
S: DATA 1 1428
C: ERROR 0 enough
C2: RRQ boot.img octet blksize 512
S2: OACK blksize 512
C2: ERROR 0 enough

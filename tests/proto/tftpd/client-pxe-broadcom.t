# Broadcom's and AMI's PXE: ERROR 8 to the OACK, then blksize 1408, no last ACK
file: undionly.kpxe 2000
C: RRQ undionly.kpxe octet tsize 0 blksize 1456
S: OACK tsize 2000 blksize 1456
C: ERROR 8 TFTP Aborted
C2: RRQ undionly.kpxe octet blksize 1408
S2: OACK blksize 1408
C2: ACK 0
S2: DATA 1 1408
C2: ACK 1
S2: DATA 2 592
C: RRQ undionly.kpxe octet tsize 0
S: OACK tsize 2000
C: ERROR 0

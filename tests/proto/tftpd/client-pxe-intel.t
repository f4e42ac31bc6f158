# BIOS PXE: asks for the size, aborts, comes again with blksize 1456; no failure (T 2.3)
file: pxelinux.0 3000
C: RRQ pxelinux.0 octet tsize 0
S: OACK tsize 3000
C: ERROR 0 TFTP Aborted
S: nothing 1.3
C2: RRQ pxelinux.0 octet blksize 1456
S2: OACK blksize 1456
C2: ACK 0
S2: DATA 1 1456
C2: ACK 1
S2: DATA 2 1456
C2: ACK 2
S2: DATA 3 88
C2: ACK 3
log: *result=probe*

# UEFI edk2: size, ERROR 8 "User aborted the transfer", then blksize 1468
file: shimx64.efi 3000
C: RRQ shimx64.efi octet tsize 0 blksize 1468
S: OACK tsize 3000 blksize 1468
C: ERROR 8 User aborted the transfer
S: nothing 1.2
C2: RRQ shimx64.efi octet blksize 1468
S2: OACK blksize 1468
C2: ACK 0
S2: DATA 1 1468
C2: ACK 1
S2: DATA 2 1468
C2: ACK 2
S2: DATA 3 64
C2: ACK 3
log: *result=probe*

# OVMF and others ask for large blocks but cannot put fragments together: -B
flags: -B 1468
file: grubx64.efi 3000
C: RRQ grubx64.efi octet tsize 0 blksize 8192
S: OACK tsize 3000 blksize 1468
C: ERROR 8 User aborted the transfer
C2: RRQ grubx64.efi octet blksize 8192
S2: OACK blksize 1468
C2: ACK 0
S2: DATA 1 1468
C2: ERROR 0 enough

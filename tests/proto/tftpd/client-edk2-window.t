# newer edk2: windowsize 4 as well
file: shimx64.efi 7000
C: RRQ shimx64.efi octet tsize 0 blksize 1468 windowsize 4
S: OACK tsize 7000 blksize 1468 windowsize 4
C: ERROR 8 User aborted the transfer
C2: RRQ shimx64.efi octet blksize 1468 windowsize 4
S2: OACK blksize 1468 windowsize 4
C2: ACK 0
S2: DATA 1 1468
S2: DATA 2 1468
S2: DATA 3 1468
S2: DATA 4 1468
C2: ACK 4
S2: DATA 5 1128
C2: ACK 5

# ONIE and Juniper: a waterfall of names, each refused at once; padded requests
file: onie-installer 700
C: RRQ 7F000001/onie-installer octet blksize 1428 tsize 0
S: ERROR 1 *
C2: RRQ onie-installer-x86_64 octet blksize 1428 tsize 0
S2: ERROR 1 *
C3: raw \0\1onie-installer\0octet\0blksize\01428\0\0\0\0\0\0
S3: OACK blksize 1428
C3: ACK 0
S3: DATA 1 700

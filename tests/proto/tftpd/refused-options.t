# tftpd-hpa -r: an option as if it were not known
flags: -r blksize -r tsize
file: boot.img 3000
C: RRQ boot.img octet blksize 1024 tsize 0 timeout 2
S: OACK timeout 2
C: ERROR 0 enough
C2: RRQ boot.img octet blksize 1024 tsize 0
S2: DATA 1 512 @0
C2: ERROR 0 enough

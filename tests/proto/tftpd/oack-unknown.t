# RFC 2347: unknown options are not acknowledged, and none at all is no OACK
file: boot.img 600
C: raw \0\1boot.img\0octet\0multicast\0\0blksize\0600\0
S: OACK blksize 600
C2: RRQ boot.img octet color blue blksize 1024 speed 9
S2: OACK blksize 1024
C2: ACK 0
S2: DATA 1 600
C2: ACK 1
C3: RRQ boot.img octet color blue
S3: DATA 1 512 @0

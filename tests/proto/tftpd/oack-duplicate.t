# RFC 2347: an option asked for twice is answered once, the first one
file: boot.img 600
C: RRQ boot.img octet blksize 1024 blksize 512
S: OACK blksize 1024
C: ACK 0
S: DATA 1 600

# RFC 1350 section 4: a request that comes twice is one transfer
file: boot.img 1000
C: RRQ boot.img octet
C@: raw \0\1boot.img\0octet\0
S: DATA 1 512
C: ACK 1
S: DATA 2 488
C: ACK 2
S: nothing

# iPXE: blksize 1432, tsize; sometimes multicast; ACKs the first gap
file: boot.ipxe 3000
C: RRQ boot.ipxe octet blksize 1432 tsize 0 multicast 0
S: OACK blksize 1432 tsize 3000
C: ACK 0
S: DATA 1 1432
C: ACK 1
S: DATA 2 1432
C: ACK 2
S: DATA 3 136
C: ACK 3
S: nothing

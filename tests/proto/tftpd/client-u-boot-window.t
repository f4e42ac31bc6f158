# U-Boot with windowsize: ACKs the last good block at a gap
file: uImage 9000
C: RRQ uImage octet timeout 5 tsize 0 blksize 1468 windowsize 4
S: OACK timeout 5 tsize 9000 blksize 1468 windowsize 4
C: ACK 0
S: DATA 1 1468
S: DATA 2 1468
S: DATA 3 1468
S: DATA 4 1468
C: ACK 1
S: DATA 2 1468
S: DATA 3 1468
S: DATA 4 1468
S: DATA 5 1468
C: ACK 5
S: DATA 6 1468
S: DATA 7 192
C: ACK 7
S: nothing

# U-Boot: timeout 5, window; on a loss it repeats its ACK and needs the block again
file: uImage 8000
C: RRQ uImage octet timeout 5 tsize 0 blksize 1468
S: OACK timeout 5 tsize 8000 blksize 1468
C: ACK 0
S: DATA 1 1468
C: ACK 1
S: DATA 2 1468
! sleep 3
C: ACK 1
S: DATA 2 1468
C: ACK 2
S: DATA 3 1468
C: ACK 3
S: DATA 4 1468
C: ACK 4
S: DATA 5 1468
C: ACK 5
S: DATA 6 660
C: ACK 6
S: nothing

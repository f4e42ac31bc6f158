# RFC 2347: OACK has what was asked, in that order, as it was spelled; ACK 0 begins
file: boot.img 3000
C: RRQ boot.img octet tsize 0 BlkSize 1432 timeout 3
S: OACK tsize 3000 BlkSize 1432 timeout 3
C: ACK 0
S: DATA 1 1432
C: ACK 1
S: DATA 2 1432
C: ACK 2
S: DATA 3 136
C: ACK 3
S: nothing

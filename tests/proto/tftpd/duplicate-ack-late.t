# T 2.4: a client that repeats its ACK to ask for the block again gets it
file: boot.img 2000
C: RRQ boot.img octet timeout 5
S: OACK timeout 5
C: ACK 0
S: DATA 1 512
C: ACK 1
S: DATA 2 512
! sleep 2.6
C: ACK 1
S: DATA 2 512
C: ACK 2
S: DATA 3 512
C: ERROR 0 enough

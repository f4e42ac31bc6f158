# T 2.4: the last ACK is sent again when its DATA is
flags: -c
C: WRQ new octet
S: ACK 0
C: DATA 1 512
S: ACK 1
C: DATA 1 512
S: ACK 1
C: DATA 2 "end"
S: ACK 2
C: DATA 2 "end"
S: ACK 2
! sleep 1
C: DATA 2 "end"
S: ACK 2

# a reader keeps the file that it began with
flags: -c
file: there 0666 1000
C: RRQ there octet
S: DATA 1 512
C2: WRQ there octet
S2: ACK 0
C2: DATA 1 "new"
S2: ACK 1
C: ACK 1
S: DATA 2 488
C: ACK 2
has: there = new

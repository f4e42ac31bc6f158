# RFC 1350: an empty upload
flags: -c
file: there 0666 = old
C: WRQ new octet
S: ACK 0
C: DATA 1 ""
S: ACK 1
has: new = 
C2: WRQ there octet
S2: ACK 0
C2: DATA 1 ""
S2: ACK 1
has: there = 

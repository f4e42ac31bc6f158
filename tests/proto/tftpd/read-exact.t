# RFC 1350 section 2: a file of whole blocks ends with an empty one
file: boot.img 1024
C: RRQ boot.img octet
S: DATA 1 512
C: ACK 1
S: DATA 2 512
C: ACK 2
S: DATA 3 0
C: ACK 3
S: nothing

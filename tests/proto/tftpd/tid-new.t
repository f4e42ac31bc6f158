# RFC 1350 section 4: each transfer has a TID of its own, not the server's port
file: boot.img 1000
C: RRQ boot.img octet
S: DATA 1 512
C2: RRQ boot.img octet
S2: DATA 1 512
C2@1: ACK 1
S2: nothing 0.1
C: ACK 1
S: DATA 2 488
C2: ACK 1
S2: DATA 2 488
C: ACK 2
C2: ACK 2

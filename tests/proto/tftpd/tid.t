# RFC 1350 section 4: a stranger gets ERROR 5, the transfer lives
file: boot.img 1000
C: RRQ boot.img octet
S: DATA 1 512
C2@1: ACK 1
S2: ERROR 5 *
S: nothing 0.1
C2@1: ERROR 0 die
C: ACK 1
S: DATA 2 488
C: ACK 2

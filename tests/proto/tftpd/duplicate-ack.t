# RFC 1123 section 4.2.3.1: no Sorcerer's Apprentice
file: boot.img 2000
C: RRQ boot.img octet
S: DATA 1 512
C: ACK 1
C: ACK 1
C: ACK 1
S: DATA 2 512
S: nothing 0.05
C: ACK 2
S: DATA 3 512
C: ACK 3
S: DATA 4 464
C: ACK 4
S: nothing

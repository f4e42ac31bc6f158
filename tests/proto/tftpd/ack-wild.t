# RFC 1350: an ACK of what was not sent changes nothing
file: boot.img 600
C: RRQ boot.img octet
S: DATA 1 512
C: ACK 2
C: ACK 40000
C: ACK 65535
C: raw \0\4
C: raw \0\4\0
S: nothing 0.1
C: ACK 1
S: DATA 2 88
C: ACK 2

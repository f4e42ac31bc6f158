# T 2.2: bytes behind an ACK do no harm
file: boot.img 600
C: RRQ boot.img octet
S: DATA 1 512
C: raw \0\4\0\1trailing
S: DATA 2 88
C: ACK 2

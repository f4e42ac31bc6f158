# T 2.4: a client that begins anew from the same port gets a new transfer
file: boot.img 1000
file: other 1000
C: RRQ boot.img octet
S: DATA 1 512
C: ACK 1
S: DATA 2 488
C: RRQ other octet
S: DATA 1 512
C: ACK 1
S: DATA 2 488
C: ACK 2
S: nothing

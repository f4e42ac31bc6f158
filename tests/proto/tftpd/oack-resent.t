# T 2.4: the OACK is sent again like data
file: boot.img 600
C: RRQ boot.img octet utimeout 200000 tsize 0
S: OACK utimeout 200000 tsize 600
S: OACK utimeout 200000 tsize 600
S: OACK utimeout 200000 tsize 600
C: ACK 0
S: DATA 1 512
S: DATA 1 512
C: ACK 1
S: DATA 2 88
S: DATA 2 88
C: ACK 2
S: nothing 1

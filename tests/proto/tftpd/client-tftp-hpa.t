# tftp-hpa's client: tsize and blksize when asked to, else nothing; ERROR in the middle
flags: -c
file: f 1500
C: RRQ f octet blksize 65464 tsize 0
S: OACK blksize 65464 tsize 1500
C: ACK 0
S: DATA 1 1500
C: ACK 1
C2: WRQ up octet
S2: ACK 0
C2: DATA 1 512
S2: ACK 1
C2: DATA 2 0
S2: ACK 2
is: up 512

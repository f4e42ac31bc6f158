# curl: tsize, blksize and timeout, for both directions
flags: -c
file: f 700
C: RRQ f octet tsize 0 blksize 512 timeout 6
S: OACK tsize 700 blksize 512 timeout 6
C: ACK 0
S: DATA 1 512
C: ACK 1
S: DATA 2 188
C: ACK 2
C2: WRQ up octet tsize 5 blksize 512 timeout 6
S2: OACK tsize 5 blksize 512 timeout 6
C2: DATA 1 "12345"
S2: ACK 1
has: up = 12345

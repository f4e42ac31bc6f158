# RFC 7440: an ACK a window; a gap is acknowledged at its edge
flags: -c
C: WRQ new octet blksize 512 windowsize 4
S: OACK blksize 512 windowsize 4
C: DATA 1 512
C: DATA 2 512
C: DATA 3 512
C: DATA 4 512
S: ACK 4
C: DATA 5 512
C: DATA 7 512
S: ACK 5
C: DATA 6 512
C: DATA 7 512
C: DATA 8 512
C: DATA 9 512
S: ACK 9
C: DATA 10 100
S: ACK 10
is: new 4708

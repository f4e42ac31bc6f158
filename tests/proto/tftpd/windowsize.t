# RFC 7440: blocks go out by the window, an ACK a window
file: boot.img 4000
C: RRQ boot.img octet windowsize 4
S: OACK windowsize 4
C: ACK 0
S: DATA 1 512
S: DATA 2 512
S: DATA 3 512
S: DATA 4 512
C: ACK 4
S: DATA 5 512
S: DATA 6 512
S: DATA 7 512
S: DATA 8 416
C: ACK 8
S: nothing

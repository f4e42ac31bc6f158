# RFC 7440 section 4: an ACK inside the window goes back to what was lost, once
file: boot.img 5000
C: RRQ boot.img octet windowsize 4
S: OACK windowsize 4
C: ACK 0
S: DATA 1 512
S: DATA 2 512
S: DATA 3 512
S: DATA 4 512
C: ACK 2
S: DATA 3 512
S: DATA 4 512
S: DATA 5 512
S: DATA 6 512
C: ACK 2
C: ACK 2
S: nothing 0.05
C: ACK 6
S: DATA 7 512
S: DATA 8 512
S: DATA 9 512
S: DATA 10 392
C: ACK 10
S: nothing

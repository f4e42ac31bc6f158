# old U-Boot: asks for options, takes DATA 1 for an answer, ERROR 0 for a file it cannot hold
file: small.scr 300
C: RRQ small.scr octet timeout 5
S: OACK timeout 5
C: ACK 0
S: DATA 1 300
C: ACK 1
C2: RRQ small.scr octet
S2: DATA 1 300
C2: ACK 1

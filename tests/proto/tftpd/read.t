# RFC 1350 section 2: blocks of 512 bytes, a shorter one ends the file
file: boot.img 1300
C: RRQ boot.img octet
S: DATA 1 512
C: ACK 1
S: DATA 2 512
C: ACK 2
S: DATA 3 276
C: ACK 3
S: nothing
log: *op=read file="boot.img" * bytes=1300 * result=ok

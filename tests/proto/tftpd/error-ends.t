# RFC 1350 section 7: an ERROR ends the transfer and is not answered
file: boot.img 2000
C: RRQ boot.img octet
S: DATA 1 512
C: ERROR 3 no room
S: nothing 1.5
C: ACK 1
S: nothing
log: *result=aborted error=3 text="no\x20room"

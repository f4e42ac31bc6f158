# RFC 1350 section 2: an empty file is one empty block
file: empty =
C: RRQ empty octet
S: DATA 1 ""
C: ACK 1
S: nothing

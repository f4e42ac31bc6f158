# RFC 1350 section 5: modes in any case; mail and others are refused
file: file 20
C: RRQ file OcTeT
S: DATA 1 20
C: ACK 1
C3: RRQ file mail
S3: ERROR 4 *
C4: RRQ file image
S4: ERROR 4 *

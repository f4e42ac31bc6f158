# RFC 2349: the true size; what a netascii transfer comes to is not known
file: boot.img 3000
file: empty =
C: RRQ boot.img octet tsize 0
S: OACK tsize 3000
C: ACK 0
S: DATA 1 512
C: ERROR 0 enough
C2: RRQ boot.img octet tsize 77
S2: OACK tsize 3000
C2: ERROR 0 enough
C3: RRQ boot.img netascii tsize 0 timeout 3
S3: OACK timeout 3
C3: ERROR 0 enough
C4: RRQ empty octet tsize 0
S4: OACK tsize 0
C4: ACK 0
S4: DATA 1 ""
C4: ACK 1

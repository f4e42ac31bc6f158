# RFC 2348: 8 to 65464; out of range it is ignored below and clamped above (T 2.2)
file: boot.img 100000
C: RRQ boot.img octet blksize 8
S: OACK blksize 8
C: ACK 0
S: DATA 1 8
C: ERROR 0 enough
C2: RRQ boot.img octet blksize 7
S2: DATA 1 512 @0
C2: ERROR 0 enough
C3: RRQ boot.img octet blksize x
S3: DATA 1 512 @0
C3: ERROR 0 enough
C4: RRQ boot.img octet blksize 65465
S4: OACK blksize 65464
C4: ACK 0
S4: DATA 1 65464
C4: ACK 1
S4: DATA 2 34536
C4: ACK 2
C5: RRQ boot.img octet blksize 70000
S5: OACK blksize 65464
C5: ERROR 0 enough
C6: RRQ boot.img octet blksize -8 tsize 0
S6: OACK tsize 100000
C6: ERROR 0 enough
C7: RRQ boot.img octet blksize 99999999999999999999 tsize 0
S7: OACK tsize 100000
C7: ERROR 0 enough

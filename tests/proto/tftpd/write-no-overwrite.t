# --no-overwrite: ERROR 6 for what is there
flags: -c --no-overwrite
file: there 0666 = old
C: WRQ there octet
S: ERROR 6 File already exists
C2: WRQ new octet
S2: ACK 0
C2: DATA 1 "x"
S2: ACK 1
C3: WRQ new octet
S3: ERROR 6 *
has: new = x

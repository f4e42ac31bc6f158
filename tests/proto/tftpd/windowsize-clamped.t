# T 2.2: 0 is ignored, too many are clamped (-W, --window-bytes)
flags: -W 16 --window-bytes 8192
file: boot.img 60000
C: RRQ boot.img octet windowsize 65535
S: OACK windowsize 16
C: ERROR 0 enough
C2: RRQ boot.img octet blksize 1024 windowsize 65535
S2: OACK blksize 1024 windowsize 8
C2: ERROR 0 enough
C3: RRQ boot.img octet windowsize 0
S3: DATA 1 512 @0
C3: ERROR 0 enough

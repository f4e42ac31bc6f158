# PXELINUX: tsize and blksize 1408, looks for its configuration by many names
file: pxelinux.cfg/default = default linux\n
C: RRQ pxelinux.cfg/01-52-54-00-12-34-56 octet tsize 0 blksize 1408
S: ERROR 1 File not found
C2: RRQ pxelinux.cfg/7F000001 octet tsize 0 blksize 1408
S2: ERROR 1 File not found
C3: RRQ pxelinux.cfg/7F00000 octet tsize 0 blksize 1408
S3: ERROR 1 File not found
C4: RRQ pxelinux.cfg/default octet tsize 0 blksize 1408
S4: OACK tsize 14 blksize 1408
C4: ACK 0
S4: DATA 1 "default linux\n"
C4: ACK 1
S4: nothing

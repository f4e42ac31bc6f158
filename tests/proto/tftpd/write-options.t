# RFC 2347: for a WRQ the OACK stands for ACK 0; tsize is echoed
flags: -c
C: WRQ new octet blksize 1024 tsize 1500 timeout 3
S: OACK blksize 1024 tsize 1500 timeout 3
C: DATA 1 1024
S: ACK 1
C: DATA 2 476
S: ACK 2
is: new 1500

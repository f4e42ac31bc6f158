# RFC 764: CR LF becomes LF, CR NUL becomes CR, across blocks
flags: -c
C: WRQ new netascii blksize 8
S: OACK blksize 8
C: DATA 1 "1234567\r"
S: ACK 1
C: DATA 2 "\n9\r\0\r\nab"
S: ACK 2
C: DATA 3 "\r"
S: ACK 3
has: new = 1234567\n9\r\nab\r

# RFC 764: line ends cut by the border of a block, resent as they were
file: text = 1234567\n9\r\n
C: RRQ text netascii blksize 8 utimeout 900000
S: OACK blksize 8 utimeout 900000
C: ACK 0
S: DATA 1 "1234567\r"
S: DATA 1 "1234567\r"
C: ACK 1
S: DATA 2 "\n9\r\0\r\n"
C: ACK 2
S: nothing 0.5

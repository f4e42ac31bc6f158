# RFC 1350, RFC 764: LF becomes CR LF, CR becomes CR NUL
file: text = a\nb\rc\r\nd\n
C: RRQ text netascii
S: DATA 1 "a\r\nb\r\0c\r\0\r\nd\r\n"
C: ACK 1
S: nothing

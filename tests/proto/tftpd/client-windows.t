# Windows' tftp.exe: no options; netascii is its default
file: f.txt = one\ntwo\n
C: RRQ f.txt netascii
S: DATA 1 "one\r\ntwo\r\n"
C: ACK 1
S: nothing

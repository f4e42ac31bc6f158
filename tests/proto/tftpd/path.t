# T 2.4: "/" is the root; ".." and control characters are refused, no path is told
file: dir/file 10
file: file 20
C: RRQ /file octet
S: DATA 1 20
C: ACK 1
C2: RRQ //dir/./file octet
S2: DATA 1 10 @0
C2: ACK 1
C3: RRQ ../../etc/passwd octet
S3: ERROR 2 Access violation
C4: RRQ dir/../file octet
S4: ERROR 2 Access violation
C5: RRQ /../../../../etc/passwd octet
S5: ERROR 2 Access violation
C6: raw \0\1a\x1b[2Jb\0octet\0
S6: ERROR 2 Access violation
C7: RRQ .. octet
S7: ERROR 2 Access violation
log: *\x1b*

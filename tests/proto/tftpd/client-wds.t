# wdsnbp, bootmgr's ramdisk: blksize 1456 alone, then window 64
file: sources/boot.wim 100000
rules: rg \\ /
rules: ri ^/?(.*)$ \L\1
C: raw \0\1\\Sources\\boot.wim\0octet\0tsize\00\0blksize\08192\0windowsize\064\0
S: OACK tsize 100000 blksize 8192 windowsize 64
C: ACK 0
S: DATA 1 8192
S: DATA 2 8192
S: DATA 3 8192
S: DATA 4 8192
S: DATA 5 8192
S: DATA 6 8192
S: DATA 7 8192
S: DATA 8 8192
S: DATA 9 8192
S: DATA 10 8192
S: DATA 11 8192
S: DATA 12 8192
S: DATA 13 1696
C: ACK 13

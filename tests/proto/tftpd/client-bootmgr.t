# Windows bootmgr: backslashes, any case, window 4, the same request from the same port
file: boot/bcd 5000
rules: rg \\ /
rules: r ^.*$ \L\0
C: raw \0\1\\Boot\\BCD\0octet\0tsize\00\0blksize\01456\0windowsize\04\0
S: OACK tsize 5000 blksize 1456 windowsize 4
! sleep 0.6
C: raw \0\1\\Boot\\BCD\0octet\0tsize\00\0blksize\01456\0windowsize\04\0
S: OACK tsize 5000 blksize 1456 windowsize 4
C: ACK 0
S: DATA 1 1456
S: DATA 2 1456
S: DATA 3 1456
S: DATA 4 632
C: ACK 4
S: nothing

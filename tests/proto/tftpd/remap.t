# tftpd-hpa -m: names by rules
file: boot/x64/bcd 100
file: pxe/default 200
file: 127.0.0.1/own 300
file: 7F000001/hex 400
rules: rg \\ /
rules: ri ^/?boot/(.*)$ boot/\L\1
rules: e ^boot/
rules: rG ^own$ \i/own
rules: rG ^hex$ \x/hex
rules: a \.pvt$ that\ is\ private
rules: r ^[^/]+$ pxe/\0
rules: e ^
C: raw \0\1\\Boot\\x64\\BCD\0octet\0
S: DATA 1 100
C: ACK 1
C2: RRQ default octet
S2: DATA 1 200
C2: ACK 1
C3: RRQ own octet
S3: DATA 1 300
C3: ACK 1
C4: RRQ hex octet
S4: DATA 1 400
C4: ACK 1
C5: RRQ x.pvt octet
S5: ERROR 2 that is private

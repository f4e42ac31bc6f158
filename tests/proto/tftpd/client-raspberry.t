# Raspberry Pi: many files that are not there, by serial number first; errors at once
file: start4.elf 3000
file: config.txt = arm_64bit=1\n
rules: rE ^
rules: r ^[0-9a-f]{8}/
C: RRQ 9ffefdef/start4.elf octet tsize 0 blksize 1024
S: OACK tsize 3000 blksize 1024
C: ERROR 0 Early terminate
C2: RRQ 9ffefdef/pieeprom.sig octet tsize 0 blksize 1024
S2: ERROR 1 File not found
C3: RRQ 9ffefdef/recovery.elf octet tsize 0 blksize 1024
S3: ERROR 1 File not found
C4: RRQ 9ffefdef/config.txt octet tsize 0 blksize 1468
S4: OACK tsize 12 blksize 1468
C4: ACK 0
S4: DATA 1 "arm_64bit=1\n"
C4: ACK 1

# tftpd-hpa 6.0 --reject-all: no options at all
flags: --reject-all
file: boot.img 3000
C: RRQ boot.img octet blksize 1024 tsize 0 timeout 2 windowsize 4
S: DATA 1 512 @0
C: ERROR 0 enough

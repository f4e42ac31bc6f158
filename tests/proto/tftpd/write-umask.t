# tftpd-hpa -U: the mode of new files
flags: -c -U 027
C: WRQ new octet
S: ACK 0
C: DATA 1 "x"
S: ACK 1
! test $(stat -c %a new) = 640

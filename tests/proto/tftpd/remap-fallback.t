# tftpd-hpa 6.0's E: the first name that is there
file: common/kernel 100
file: 127.0.0.1/initrd 200
file: common/initrd 300
rules: rE ^ \i/
rules: rE ^ common/
rules: a ^ not\ here
C: RRQ kernel octet
S: DATA 1 100
C: ACK 1
C2: RRQ initrd octet
S2: DATA 1 200
C2: ACK 1
C3: RRQ nothing octet
S3: ERROR 2 not here

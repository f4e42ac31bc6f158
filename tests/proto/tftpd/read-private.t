# tftpd-hpa: only what everybody may read
file: private 0600 100
file: group 0640 100
C: RRQ private octet
S: ERROR 2 Access violation
C2: RRQ group octet
S2: ERROR 2 Access violation

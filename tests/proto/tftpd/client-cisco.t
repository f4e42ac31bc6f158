# Cisco IOS: no options, absolute names; writes its configuration, reads the rest
flags: -c
file: network-confg = hostname Router\n
rules: r ^/tftpboot/
C: RRQ network-confg octet
S: DATA 1 "hostname Router\n"
C: ACK 1
C2: RRQ router-confg octet
S2: ERROR 1 *
C3: WRQ /tftpboot/r1-confg octet
S3: ACK 0
C3: DATA 1 512
S3: ACK 1
C3: DATA 2 "!\nend\n"
S3: ACK 2
! test $(stat -c %s r1-confg) -eq 518

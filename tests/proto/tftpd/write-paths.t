# T 2.2: no directory, and no way out: refused at once
flags: -c
C: WRQ none/new octet
S: ERROR 1 *
C2: WRQ ../new octet
S2: ERROR 2 *
C3: WRQ .new.tftpd0 octet
S3: ERROR 2 *
C4: WRQ / octet
S4: ERROR 1 *
! test ! -e ../new

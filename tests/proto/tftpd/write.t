# RFC 1350: WRQ, ACK 0, DATA; -c makes new files
flags: -c
C: WRQ new octet
S: ACK 0
C: DATA 1 512
S: ACK 1
C: DATA 2 "the end"
S: ACK 2
! test $(stat -c %s new) -eq 519; test $(stat -c %a new) = 666; test -z "$(ls -A | grep tftpd)"
log: *op=write file="new" * bytes=519 * result=ok

# RFC 1350: an upload of whole blocks ends with an empty one
flags: -c
C: WRQ new octet
S: ACK 0
C: DATA 1 512
S: ACK 1
! test ! -e new
C: DATA 2 0
S: ACK 2
is: new 512

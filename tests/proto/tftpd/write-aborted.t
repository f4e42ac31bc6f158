# an upload that ends with an ERROR leaves the old file and nothing else
flags: -c
file: there 0666 = old
C: WRQ there octet
S: ACK 0
C: DATA 1 512
S: ACK 1
C: ERROR 0 changed my mind
S: nothing
has: there = old
! test "$(ls -A)" = there

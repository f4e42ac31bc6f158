# RFC 2349: an announced size that does not fit is ERROR 3 at once
flags: -c
C: WRQ new octet tsize 999999999999999
S: ERROR 3 *
! test -z "$(ls -A)"

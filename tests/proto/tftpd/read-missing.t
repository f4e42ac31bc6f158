# RFC 1350 section 5: ERROR 1 at once, from a TID of its own
C: RRQ nothing octet
S: ERROR 1 File not found
S: nothing
C2: RRQ no/such/thing octet
S2: ERROR 1 *

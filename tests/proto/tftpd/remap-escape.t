# rules cannot lead out of the root
rules: r ^up$ ../../etc/passwd
rules: rg loop loop
C: RRQ up octet
S: ERROR 2 Access violation
C2: RRQ loop octet
S2: ERROR 0 *

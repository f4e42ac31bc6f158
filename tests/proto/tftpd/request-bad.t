# T 2.2: requests cut short are ERROR 4, but for a missing last NUL
file: file 20
C: raw \0\1\0octet\0
S: ERROR 4 *
C2: raw \0\1file\0
S2: ERROR 4 *
C3: raw \0\1file
S3: ERROR 4 *
C4: raw \0\1
S4: ERROR 4 *
C5: RRQ none octet
S5: ERROR 1 *
C5: raw \0\1file\0octet
S5: DATA 1 20

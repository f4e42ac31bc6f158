# T 2.4: a symbolic link cannot lead out of the root
file: file 20
! echo secret > ../secret; chmod 644 ../secret; ln -s ../secret out; ln -s .. up; ln -s /file in; ln -s /etc/passwd passwd
C: RRQ out octet
S: ERROR 1 *
C2: RRQ up/secret octet
S2: ERROR 1 *
C3: RRQ passwd octet
S3: ERROR 1 *
C4: RRQ in octet
S4: DATA 1 20
C4: ACK 1

# T 2.2: a directory is an error, not an empty file
file: dir/file 10
C: RRQ dir octet
S: ERROR 2 Is a directory
C2: RRQ dir/ octet
S2: ERROR 2 *
C3: RRQ / octet
S3: ERROR 1 *

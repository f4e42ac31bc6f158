# RFC 2349: 1 to 255 seconds, else the option is ignored (T 2.2)
file: f 100
C: RRQ f octet timeout 1
S: OACK timeout 1
C: ERROR 0 enough
C2: RRQ f octet timeout 255
S2: OACK timeout 255
C2: ERROR 0 enough
C3: RRQ f octet timeout 0
S3: DATA 1 100
C3: ERROR 0 enough
C4: RRQ f octet timeout 256
S4: DATA 1 100
C4: ERROR 0 enough

# SIGHUP reads the rules anew, also from a new file, and keeps the old ones if they are wrong
file: a 100
file: b 200
rules: r ^x$ a
C: RRQ x octet
S: DATA 1 100
C: ACK 1
! echo 'r ^x$ b' > ../rules.new; mv ../rules.new ../rules
signal: HUP
! sleep 0.3
C2: RRQ x octet
S2: DATA 1 200
C2: ACK 1
! echo 'q wrong' > ../rules
signal: HUP
log: *line 1: no such operation*
C3: RRQ x octet
S3: DATA 1 200
C3: ACK 1

# GRUB: blksize 1024, tsize, small files in a row from one port after another
file: boot/grub/grub.cfg = set timeout=1\n
file: boot/grub/x86_64-efi/normal.mod 2500
C: RRQ /boot/grub/grub.cfg octet blksize 1024 tsize 0
S: OACK blksize 1024 tsize 14
C: ACK 0
S: DATA 1 "set timeout=1\n"
C: ACK 1
C2: RRQ /boot/grub/x86_64-efi/normal.mod octet blksize 1024 tsize 0
S2: OACK blksize 1024 tsize 2500
C2: ACK 0
S2: DATA 1 1024
C2: ACK 1
S2: DATA 2 1024
C2: ACK 2
S2: DATA 3 452
C2: ACK 3
S2: nothing

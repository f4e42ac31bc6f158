# S-8: a command may have 2048 octets; what is longer is read and refused
S: 220 *
C: NOOP \{2041:x}
S: 250 *
C: NOOP \{2042:x}
S: 500 5.5.2 *
C: NOOP \{30000:x}
S: 500 5.5.2 *
C: NOOP
S: 250 *

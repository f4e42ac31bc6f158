# a NUL or a bare CR in a command
S: 220 *
C: NOOP
S: 250 *
C: NO\0OP
S: 500 5.5.2 *
C: NO\rOP
S: 500 5.5.2 *
C: NOOP
S: 250 *

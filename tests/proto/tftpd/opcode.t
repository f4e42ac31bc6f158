# RFC 1350 section 5: an ERROR, and less than an opcode, get no answer; other opcodes ERROR 4
C@: raw \0\5\0\0why\0
S: nothing
C@: raw \0
S: nothing
C@: raw 
S: nothing
C2@: raw \0\7xyz\0
S2: ERROR 4 *
C4@: raw \xff\xff
S4: ERROR 4 *

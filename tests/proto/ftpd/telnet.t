# RFC 854, RFC 1123 section 4.1.2.12: Telnet's commands are taken out
modes: lines bytes pipes

S: 220 *
C: \xff\xf4\xff\xf2US\xff\xf1ER joe
S: 331 Password required for joe.
C- PASS secret\r\n
S: 230 *
C: \xff\xf4\xff\xf2ABOR
S: 226 *
C: \xff\xfb\x06PWD
S: \xff\xfe\x06257 "/" *
C: \xff\xfd\x01NOOP
S: \xff\xfc\x01200 *
C: NO\xff\xfaxyz\r\n\xff\xffabc\xff\xf0OP
S: 200 *
C- SYST\n
S: 215 *
C: ABOR
S: 226 *
C: QUIT
S: 221 *
EOF

# All at once, login included
C- USER joe\r\nPASS secret\r\nMKD a\r\nCWD a\r\npwd  \r\nNOOP x\r\nQUIT\r\n
S: 220 *
S: 331 *
S: 230 *
S: 257 *
S: 250 *
S: 257 "/a" is*
S: 200 *
S: 221 *
EOF

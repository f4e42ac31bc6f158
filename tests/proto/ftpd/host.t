# RFC 7151: HOST before USER; a name that is here 220, another 504
server: -v ftp.example.com -v files.example.net=/nonexistent
passwd: joe@ftp.example.com:{PLAIN}other:::::
passwd: joe:{PLAIN}secret:::::

S: 220 *
C: HOST nowhere.example.com
S: 504 *
C: HOST
S: 501 *
C: HOST a b
S: 501 *
C: HOST ftp.example.org
S: 220 *
C: HOST FTP.Example.COM
S: 220 *
C: USER joe
S: 331 *
C: HOST files.example.net
S: 503 *
C: PASS secret
S: 530 *
C: USER joe
S: 331 *
C: PASS other
S: 421 *
EOF

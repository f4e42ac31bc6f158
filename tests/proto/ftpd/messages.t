# -b before the greeting, -m and .message after login, .message at CWD
server: -b $ROOT/banner -m $ROOT/motd
file: banner
| Keep out.
file: motd
| Welcome.
| Twice.
file: $HOME/.message
| home
file: $HOME/pub/.message
| public

S: 220-Keep out.
S: 220 *
C: USER joe
S: 331 *
C: PASS secret
S: 230-Welcome.
S: 230-Twice.
S: 230-home
S: 230 *
C: CWD pub
S: 250-public
S: 250 *
C: QUIT
S: 221 *
EOF

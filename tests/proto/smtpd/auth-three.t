# three wrong passwords end the session
server: -M -c
env: POSTERN_DELAY=1
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: AUTH PLAIN AGpvZQB3cm9uZw==
S: 535 5.7.8 *
C: AUTH PLAIN AG5vYm9keQB3cm9uZw==
S: 535 5.7.8 *
C: AUTH PLAIN AGpvZQB3cm9uZw==
S: 535 5.7.8 *
S: 421 4.7.0 *
EOF

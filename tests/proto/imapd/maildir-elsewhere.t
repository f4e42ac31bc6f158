# -m: the Maildir is elsewhere below the home directory, and is made
server: -m Mail/box
! mkdir $HOME/Mail
check: Mail/box/cur/* count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b APPEND INBOX {3+}
C: a:b
S: b OK*
C: c LOGOUT
S: * BYE*
S: c OK*
EOF

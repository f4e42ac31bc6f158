# RFC 5321 section 4.2: the greeting, and QUIT before anything else
S: 220 mx.example.org ESMTP postern
C: QUIT
S: 221 2.0.0 *
EOF

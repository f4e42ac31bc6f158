# RFC 5802: SCRAM-SHA-256 is offered when every account has a verifier
user: joe {SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=

S: +OK*
C: CAPA
S: ...
S: SASL SCRAM-SHA-256 PLAIN LOGIN
S: ...
S: .
C: AUTH SCRAM-SHA-256
S~ \+ 
C: biwsbj1qb2Uscj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==
S~ \+ [A-Za-z0-9+/=]+
C: *
S: -ERR*
C: AUTH PLAIN AGpvZQBwZW5jaWw=
S: +OK*
C: QUIT
S: +OK*
EOF

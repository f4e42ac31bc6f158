# RFC 5802: SCRAM-SHA-256 is offered when every account has a verifier; -PLUS is not, as no channel is known here (P-4)
user: joe {SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=

S~ \* OK \[CAPABILITY [^]]*AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN\] .*
C: a AUTHENTICATE SCRAM-SHA-256
S~ \+ 
C: biwsbj1qb2Uscj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==
S~ \+ [A-Za-z0-9+/=]+
C: *
S: a BAD cancelled
C: b AUTHENTICATE SCRAM-SHA-256-PLUS
S: b NO [CANNOT]*
C: c AUTHENTICATE SCRAM-SHA-256 biwsbj1qb2Uscj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==
S~ \+ [A-Za-z0-9+/=]+
C: Yz1iaXdzLHI9YWJjLHA9YWJj
S: c *
C: d AUTHENTICATE PLAIN AGpvZQBwZW5jaWw=
S: d OK*
C: e LOGOUT
S: * BYE*
S: e OK*
EOF

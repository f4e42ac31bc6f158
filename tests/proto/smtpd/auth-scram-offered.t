# P-4: SCRAM alone is offered outside TLS, when every account can do it
passwd: joe:{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=:::Joe:$HOME
env: TCPREMOTEIP=192.0.2.1
server: -M -w true
S: 220 *
C: EHLO me
S: ...
S: 250-AUTH SCRAM-SHA-256
S: 250 HELP
C: AUTH PLAIN AGpvZQBzZWNyZXQ=
S: 538 5.7.11 *
C: AUTH LOGIN
S: 538 5.7.11 *
C: AUTH SCRAM-SHA-256 biwsbj1qb2Uscj1yT3ByTkdmd0ViZVJXZ2JORWtxTw==
S~ 334 [A-Za-z0-9+/=]+
C: *
S: 501 5.7.0 *

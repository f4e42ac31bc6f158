# I-2: a mailbox deleted and made again has a larger UIDVALIDITY
S: * OK*
C: a LOGIN joe secret
S: a OK*
C: b CREATE Work
S: b OK*
C: c STATUS Work (UIDVALIDITY)
S: * STATUS Work (UIDVALIDITY %{first})
S: c OK*
C: d DELETE Work
S: d OK*
C: e CREATE Work
S: e OK*
C: f STATUS Work (UIDVALIDITY)
S: * STATUS Work (UIDVALIDITY %{second})
S: f OK*
C: g ID ("x" "%{first}" "y" "%{second}")
S: ...
S: g OK*
C: h LOGOUT
S: * BYE*
S: h OK*
EOF

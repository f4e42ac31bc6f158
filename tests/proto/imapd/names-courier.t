# 7.3: newer Couriers name directories in UTF-8; new ones are modified UTF-7
check: Maildir/.Old/cur count 1
check: Maildir/.Gr&APwA3w- count 1

S: * OK*
C: a LOGIN joe secret
S: a OK*
! d=$(printf '%s/.B\303\274ro' "$MAILDIR"); mkdir -p "$d/cur" "$d/new" "$d/tmp"
C: b LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren) "." B&APw-ro
S: b OK*
C: c CREATE B&APw-ro
S: c NO [ALREADYEXISTS]*
C: d CREATE B&APw-ro.2026
S: d OK*
C: e LIST "" B*
S: * LIST (\\HasChildren) "." B&APw-ro
S: * LIST (\\HasNoChildren) "." B&APw-ro.2026
S: e OK*
C: f STATUS B&APw-ro (MESSAGES)
S: * STATUS B&APw-ro (MESSAGES 0)
S: f OK*
C: g RENAME B&APw-ro Old
S: g OK*
C: h CREATE Gr&APwA3w-
S: h OK*
C: i LIST "" *
S: * LIST (\\HasNoChildren) "." INBOX
S: * LIST (\\HasNoChildren) "." Gr&APwA3w-
S: * LIST (\\HasChildren) "." Old
S: * LIST (\\HasNoChildren) "." Old.2026
S: i OK*
C: j LOGOUT
S: * BYE*
S: j OK*

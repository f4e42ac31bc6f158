# the filter hears who is behind the proxy
file: $ROOT/filter 755
| #!/bin/sh
| cat > /dev/null
| echo "$CLIENT_IP is not welcome" >&2
| exit 100
server: -H -F $ROOT/filter
modes: lines bytes pipes
C: PROXY TCP4 192.0.2.77 192.0.2.1 5000 25
S: 220 *
C: EHLO me
S: ...
S: 250 HELP
C: MAIL FROM:<a@example.net>
S: 250 *
C: RCPT TO:<joe@example.org>
S: 250 *
C: DATA
S: 354 *
C: x
C: .
S: 550 5.7.1 192.0.2.77 is not welcome

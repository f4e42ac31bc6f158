/* respond(): the states of facts 3.2. */
#include "dhcp_rows.h"

/* Facts 3.2, in its order; the name is the row's. */
static const struct row offers_are_as_measured_rows[] = {
	{ "OFFER, broadcast flag 0", "", {
	    { "discover", "send offer to=raw:10.0.0.10:68 flags=0000 "
	      "puts=0 ci=0.0.0.0 54=0a000001 source=10.0.0.1",
	      "DHCPOFFER on 10.0.0.10 to 02:00:00:00:00:01 via eth0" } } },
	{ "OFFER, broadcast flag 1", "", {
	    { "discover b", "offer to=bcast:255.255.255.255:68 flags=8000",
	      "DHCPDISCOVER from 02:00:00:00:00:01 via eth0" } } },
	{ "payload length minimum", AUTH, {
	    { "discover", "offer len=300", NULL },
	    { "request 50=.10 54=.1", "ack len=300", NULL },
	    { "request 50=1.2.3.4", "nak len=300", NULL } } },
	{ "option order", "option domain-name \"x\"; "
	    "option domain-name-servers 10.0.0.53;", {
	    { "discover 55=6,3,15,1 gi=10.9.0.1 82=0101aa",
	      "order=53,54,51,6,1,3,15,82", NULL },
	    { "discover 55=1,3", "order=53,54,51,1,3", NULL },
	    { "discover 55=3,1,3,1,6", "order=53,54,51,1,3,6", NULL } } },
	{ "PRL honoured", "option domain-name \"x\";", {
	    { "discover 55=15,44", "order=53,54,51,15,1", NULL },
	    { "discover 55=15,3", "order=53,54,51,15,1,3", NULL },
	    { "inform ci=.77 55=15,3", "none", NULL } } },
	{ "PRL: a message is told unasked", "option dhcp-message \"m\";", {
	    { "discover 55=1,", "order=53,54,51,1,56", NULL } } },
	{ "an empty PRL is none", "option domain-name \"x\";", {
	    { "discover 55=", "order=53,54,51,1,3,15", NULL } } },
	{ "no PRL: everything configured", "option domain-name \"x\"; "
	    "option ntp-servers 10.0.0.9; option domain-name-servers 10.0.0.5;",
	    { { "discover", "order=53,54,51,1,3,6,15,42", NULL } } },
	{ "58/59 when in PRL", "", {
	    { "discover 55=58,59", "58=0000012c 59=0000020d", NULL },
	    { "discover 55=1", "!58=* !59=*", NULL } } },
	{ "58/59 when configured", "option dhcp-renewal-time 100; "
	    "option dhcp-rebinding-time 200;", {
	    { "discover 55=1", "58=00000064 59=000000c8", NULL } } },
	{ "58/59 not behind each other, or the end", "option "
	    "dhcp-renewal-time 550; option dhcp-rebinding-time 600;", {
	    { "discover 55=1", "!59=* 58=00000226", NULL },
	    { "discover 55=58,59", "59=0000020d 58=00000226", NULL },
	    { "discover 55=1 51=@601", "58=00000226 59=00000258", NULL },
	    { "discover 55=58,59 51=@500", "58=000000fa 59=000001b5",
	      NULL } } },
	{ "second DISCOVER, no REQUEST yet: same", "", {
	    { "discover", "yi=10.0.0.10", NULL },
	    { "discover mac=2", "yi=10.0.0.11", NULL },
	    { "discover", "yi=10.0.0.10", NULL },
	    { "+100", "", NULL },
	    { "discover mac=3", "yi=10.0.0.12", NULL },
	    { "discover", "yi=10.0.0.10", NULL } } },
	{ "requested-ip free", "", {
	    { "discover 50=.15", "yi=10.0.0.15", NULL } } },
	{ "requested-ip taken", "", {
	    DORA(2, 10),
	    { "discover 50=.10", "yi=10.0.0.11", NULL } } },
	{ "requested-ip on offer to another", "", {
	    { "discover mac=2", "yi=10.0.0.10", NULL },
	    { "discover 50=.10", "yi=10.0.0.11", NULL } } },
	{ "requested-ip outside", "", {
	    { "discover 50=.100", "yi=10.0.0.10", NULL },
	    { "discover mac=2 50=10.9.0.12", "yi=10.0.0.11", NULL } } },
	{ "uid A then no uid, same MAC: same", "", {
	    { "discover 61=00aa", "yi=10.0.0.10", NULL },
	    { "request 61=00aa 50=.10 54=.1", "ack", NULL },
	    { "discover", "yi=10.0.0.10", NULL } } },
	{ "no uid, then uid A, same MAC: same", "", {
	    DORA(1, 10),
	    { "discover 61=00aa", "yi=10.0.0.10", NULL } } },
	{ "uid B, same MAC: another", "", {
	    { "discover 61=00aa", "yi=10.0.0.10", NULL },
	    { "request 61=00aa 50=.10 54=.1", "ack", NULL },
	    { "discover 61=00bb", "yi=10.0.0.11", NULL } } },
	{ "ignore-client-uids: uid B, same MAC: same",
	    "ignore-client-uids true;", {
	    { "discover 61=00aa", "yi=10.0.0.10", NULL },
	    { "request 61=00aa 50=.10 54=.1", "ack", NULL },
	    { "discover 61=00bb", "yi=10.0.0.10", NULL } } },
	{ "uid A from another MAC: same lease", "", {
	    { "discover 61=00aa", "yi=10.0.0.10", NULL },
	    { "request 61=00aa 50=.10 54=.1", "ack", NULL },
	    { "discover mac=2 61=00aa", "yi=10.0.0.10", NULL } } },
	{ "client-id length 0: as if absent", "", {
	    { "discover 61=", "offer yi=10.0.0.10", NULL },
	    { "request 61= 50=.10 54=.1", "ack", NULL },
	    { "discover", "offer yi=10.0.0.10", NULL },
	    { "discover mac=2 61=", "offer yi=10.0.0.11", NULL } } },
	{ "host name with trailing NUL: stripped", "", {
	    { "discover 12=6a6f6500", "offer", "02:00:00:00:00:01 (joe) " },
	    { "discover 12=00", "offer", "02:00:00:00:00:01 via eth0" } } },
	{ "host name with trailing NUL: texts are answered with one",
	    "option domain-name \"x\"; option root-path \"\"; "
	    "option nis-domain \"y\\000\";", {
	    { "discover 12=6a00 55=15,3,17,40", "15=7800 3=0a000001 !17=* "
	      "40=7900", NULL },
	    { "discover 12=6a 55=15,40", "15=78 40=7900", NULL } } },
	{ "max message size 300: treated as 576",
	    "option domain-name \"" TEXT_200 "\";", {
	    { "discover 57=012c 55=15,", "offer 15=* !52=*", NULL } } },
	{ "no padding, no END, odd lengths", "", {
	    { "discover bare", "offer", NULL },
	    { "discover bare 12=616263", "offer", NULL },
	    { "discover size=301", "offer", NULL } } },
	{ "truncated last option: those before it count", "", {
	    { "discover 50=.15 12=616263 cut=1 bare", "offer yi=10.0.0.15",
	      NULL },
	    { "discover mac=2 50=.16 12=616263 cut=4 bare",
	      "offer yi=10.0.0.16", NULL } } },
	{ "op = 2: drop", "", { { "discover op=2", "none", NULL } } },
	{ "hops 17: answered", "", {
	    { "discover hops=17", "offer hops=17", NULL } } },
	{ "rapid commit, not enabled: OFFER", "", {
	    { "discover 80=", "offer !80=*", NULL } } },
	{ "rapid commit, enabled: ACK", "rapid-commit true;", {
	    { "discover 80=", "commit puts=1 ack 80= yi=10.0.0.10", NULL },
	    { "discover mac=2", "offer !80=*", NULL } } },
	{ "unknown message type: silent, said", "", {
	    { "9", "none", "unexpected DHCP message type 9" },
	    { "200", "none", "unexpected DHCP message type 200" },
	    { "leasequery", "none", "not allowed" },
	    { "offer", "none", "unexpected" },
	    { "ack", "none", "unexpected" },
	    { "nak", "none", "unexpected" } } },
};

ROWS_TEST(offers_are_as_measured, offers_are_as_measured_rows)

static const struct row requests_are_as_measured_rows[] = {
	{ "REQUEST with a foreign server-id: silent, offer free", AUTH, {
	    { "discover", "offer yi=10.0.0.10", NULL },
	    { "request 50=.10 54=.2", "none puts=0",
	      "not for this server" },
	    { "discover mac=2 50=.10", "offer yi=10.0.0.10", NULL } } },
	{ "INIT-REBOOT own lease", "", {
	    DORA(1, 10),
	    { "+300", "", NULL },
	    { "request 50=.10", "commit ack yi=10.0.0.10 ci=0.0.0.0",
	      NULL } } },
	{ "INIT-REBOOT lease of another client", "", {
	    DORA(2, 10),
	    { "request 50=.10", "send nak yi=0.0.0.0 ci=0.0.0.0 "
	      "to=bcast:255.255.255.255:68 54=0a000001",
	      "lease 10.0.0.10 unavailable." } } },
	{ "INIT-REBOOT free, unknown client: authoritative", AUTH, {
	    { "request 50=.10", "commit puts=1 ack yi=10.0.0.10", NULL } } },
	{ "INIT-REBOOT free, unknown client: not authoritative", "", {
	    { "request 50=.10", "none puts=0",
	      ": unknown lease 10.0.0.10." } } },
	{ "INIT-REBOOT in subnet, outside pool: authoritative", AUTH, {
	    { "request 50=.100", "send nak", NULL } } },
	{ "INIT-REBOOT in subnet, outside pool: not authoritative", "", {
	    { "request 50=.100", "none", NULL } } },
	{ "INIT-REBOOT wrong network: authoritative", AUTH, {
	    { "request 50=10.9.0.10", "nak", "wrong network." },
	    { "request 50=192.168.1.1", "nak", "wrong network" } } },
	{ "INIT-REBOOT wrong network: not authoritative", "", {
	    { "request 50=10.9.0.10", "none",
	      "ignored (not authoritative)." },
	    { "request 50=192.168.1.1", "none",
	      "ignored (not authoritative)." } } },
	{ "RENEW: ACK by IP", "", {
	    DORA(1, 10),
	    { "+300", "", NULL },
	    { "request ci=.10 from=.10 to=.1", "commit ack "
	      "to=ip:10.0.0.10:68 ci=10.0.0.10 yi=10.0.0.10 51=00000258",
	      "DHCPREQUEST for 10.0.0.10 from 02:00:00:00:00:01 via eth0" }
	    } },
	{ "RENEW of a free address that we do not know", "", {
	    { "request ci=.10 from=.10 to=.1", "commit puts=1 ack", NULL } }
	    },
	{ "REBIND", "", {
	    DORA(1, 10),
	    { "+300", "", NULL },
	    { "request ci=.10 from=.10", "commit ack to=ip:10.0.0.10:68",
	      NULL } } },
	{ "RENEW of another's lease", "", {
	    DORA(2, 10),
	    { "request ci=.10 from=.10 to=.1",
	      "nak to=bcast:255.255.255.255:68", NULL } } },
	{ "RENEW through routers: the interface does not matter", "", {
	    { "discover gi=10.9.0.1", "offer yi=10.9.0.10", NULL },
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1", "commit ack", NULL },
	    { "+300", "", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1",
	      "commit ack to=ip:10.9.0.10:68 3=0a090001", NULL } } },
	{ "REBIND on another network: broadcast there", AUTH, {
	    { "discover gi=10.9.0.1", "offer yi=10.9.0.10", NULL },
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1", "commit ack", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10", "nak",
	      "wrong network" } } },
	{ "giaddr and ciaddr, wrong network: NAK through the relay", AUTH, {
	    { "request ci=.10 gi=10.9.0.1", "nak to=ip:10.9.0.1:67 "
	      "flags=8000", NULL } } },
	{ "SELECTING without option 50", "", {
	    { "discover", "offer", NULL },
	    { "request 54=.1", "none", "no address" } } },
	{ "repeated REQUEST: the same ACK", "", {
	    DORA(1, 10),
	    { "request 50=.10 54=.1", "ack yi=10.0.0.10 51=00000258",
	      NULL } } },
	{ "an offer that was forgotten is still ours to give", "", {
	    { "request 50=.10 54=.1", "commit ack yi=10.0.0.10", NULL } } },
	{ "an abandoned address is not given by REQUEST", "", {
	    DORA(1, 10),
	    { "decline 50=.10 54=.1", "puts=1", NULL },
	    { "request 50=.10 54=.1", "nak", "lease 10.0.0.10 unavailable." } } },
	{ "NAK says why and nothing else", AUTH, {
	    { "request 50=1.2.3.4 55=1,3", "order=53,54,56", NULL } } },
};

ROWS_TEST(requests_are_as_measured, requests_are_as_measured_rows)

static const struct row the_other_messages_are_as_measured_rows[] = {
	{ "INFORM", AUTH, {
	    { "inform ci=.77 from=.77 55=1,3,51,58,59",
	      "send puts=0 ack to=ip:10.0.0.77:68 yi=0.0.0.0 ci=10.0.0.77 "
	      "order=53,54,1,3", NULL } } },
	{ "INFORM: 58 and 59 not even when configured",
	    AUTH "option dhcp-renewal-time 100; "
	    "option dhcp-rebinding-time 200;", {
	    { "inform ci=.77 from=.77", "ack !51=* !58=* !59=*", NULL },
	    { "inform ci=.77 from=.77 55=58,59", "ack !58=* !59=*", NULL }
	    } },
	{ "INFORM by a relay goes to ciaddr (3.5)", AUTH, {
	    { "inform ci=10.9.0.77 gi=10.9.0.1 from=10.9.0.1",
	      "ack to=ip:10.9.0.77:68 3=0a090001", NULL } } },
	{ "INFORM without ciaddr: its source", AUTH, {
	    { "inform from=.77", "ack to=ip:10.0.0.77:68", NULL } } },
	{ "INFORM with flag B (RFC 2131 4.3.5)", AUTH, {
	    { "inform b ci=.77 from=.77", "ack to=ip:10.0.0.77:68 flags=8000",
	      "DHCPACK to 10.0.0.77 (02:00:00:00:00:01) via eth0" } } },
	{ "INFORM from nowhere", AUTH, {
	    { "inform ci=192.168.0.1 from=192.168.0.1 gi=172.16.0.1", "none",
	      "unknown subnet for relay address 172.16.0.1" },
	    { "inform ci=192.168.0.1 from=192.168.0.1", "none",
	      "unknown subnet for client address 192.168.0.1" },
	    { "inform ci=255.255.255.255", "none", "unknown subnet" },
	    { "inform", "none", "unknown subnet" } } },
	{ "INFORM from another network: that network's host and options",
	    AUTH "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; option domain-name \"a\"; }", {
	    { "inform ci=10.9.0.77 from=10.9.0.77 to=.1", "ack 3=0a090001 "
	      "!15=*", NULL },
	    { "inform ci=.77 from=.77", "ack 15=61", NULL } } },
	{ "INFORM, not authoritative", "", {
	    { "inform ci=.77 from=.77", "none", "not authoritative" } } },
	{ "after RELEASE, same client: same address", "", {
	    DORA(1, 10),
	    { "release ci=.10 54=.1 from=.10 to=.1", "none puts=1",
	      "DHCPRELEASE of 10.0.0.10 from 02:00:00:00:00:01 via eth0 "
	      "(found)" },
	    { "discover mac=2", "yi=10.0.0.11", NULL },
	    { "discover", "yi=10.0.0.10", NULL } } },
	{ "RELEASE by a stranger", "", {
	    DORA(1, 10),
	    { "release mac=2 ci=.10 54=.1", "none puts=0", "(not found)" },
	    { "release ci=.10 54=.1 61=00bb", "none", NULL } } },
	{ "RELEASE with another uid", "", {
	    { "request 50=.10 54=.1 61=00aa", "ack", NULL },
	    { "release ci=.10 54=.1 61=00bb", "none puts=0",
	      "(not found)" } } },
	{ "RELEASE of what is not leased", "", {
	    { "release ci=.10", "none puts=0", "(not found)" },
	    { "release ci=.99", "none puts=0", "(not found)" },
	    { "release", "none puts=0", "(not found)" } } },
	{ "after DECLINE, same client: another", "", {
	    DORA(1, 10),
	    { "decline 50=.10 54=.1", "none puts=1",
	      "Abandoning IP address 10.0.0.10: declined." },
	    { "discover", "yi=10.0.0.11", NULL },
	    { "discover mac=2 50=.10", "yi=10.0.0.12", NULL } } },
	{ "DECLINE of an offer", "", {
	    { "discover", "yi=10.0.0.10", NULL },
	    { "decline 50=.10 54=.1", "none puts=1", ": abandoned" } } },
	{ "DECLINE by a stranger", "", {
	    DORA(1, 10),
	    { "decline mac=2 50=.10 54=.1", "none puts=0", "not found" } } },
	{ "DECLINE to another server", "", {
	    DORA(1, 10),
	    { "decline 50=.10 54=.2", "none puts=0",
	      "not for this server" } } },
	{ "deny declines", "deny declines;", {
	    DORA(1, 10),
	    { "decline 50=.10 54=.1", "none puts=0", "ignored" } } },
	{ "DECLINE of a fixed address: log only (3.5)",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "decline 50=.50 54=.1", "none puts=0", "DHCPDECLINE of "
	      "10.0.0.50" },
	    { "discover", "yi=10.0.0.50", NULL } } },
	{ "wrong cookie: BOOTP only for a host",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "discover cookie=01020304", "bootp yi=10.0.0.50", NULL },
	    { "discover cookie=01020304 mac=2", "none", NULL } } },
};

ROWS_TEST(the_other_messages_are_as_measured,
    the_other_messages_are_as_measured_rows)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_are_as_measured),
		cmocka_unit_test(requests_are_as_measured),
		cmocka_unit_test(the_other_messages_are_as_measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

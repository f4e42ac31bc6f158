/* respond(): BOOTP, relays, and where replies go (facts 3.4). */
#include "dhcp_rows.h"

#define RANGE_BOOTP							\
	"ping-check off; subnet 10.0.0.0 netmask 255.255.255.0 { "	\
	"range dynamic-bootp 10.0.0.10 10.0.0.19; %s}"

static const struct row bootp_is_served_rows[] = {
	{ "BOOTP static: 300, 64 bytes of options",
	    "option domain-name \"a-rather-long-domain-name.example.com\"; "
	    "filename \"boot\"; server-name \"srv\"; "
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; next-server 10.0.0.2; }", {
	    { "bootp", "send puts=0 bootp yi=10.0.0.50 si=10.0.0.2 len=300 "
	      "file=boot sname=srv !53=* !51=* 1=ffffff00 3=0a000001 "
	      "to=raw:10.0.0.50:68", "BOOTREPLY for 10.0.0.50 to a "
	      "(02:00:00:00:00:01) via eth0" },
	    { "bootp size=548", "bootp 15=*", NULL } } },
	{ "BOOTP: what does not fit in 64 bytes is left out",
	    "option domain-name \"a-rather-long-domain-name-that-has-no-"
	    "room.example.com\"; host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "bootp", "bootp len=300 !15=* 1=ffffff00", NULL } } },
	{ "no cookie: no options (RFC 951)",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "bootp cookie=0", "bootp len=300 !order=*", NULL } } },
	{ "BOOTP: boots from who answers (RFC 951)",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "bootp", "si=10.0.0.1", NULL },
	    { "discover", "si=0.0.0.0", NULL } } },
	{ "BOOTP: for ever, though that is behind 2106",
	    "dynamic-bootp-lease-length 4000000000; subnet 10.0.0.0 netmask "
	    "255.255.255.0 { range dynamic-bootp 10.0.0.10; }", {
	    { "bootp", "commit", NULL },
	    { "+1000", "puts=0", NULL } } },
	{ "always-reply-rfc1048", "always-reply-rfc1048 on; "
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "bootp cookie=0", "bootp 1=ffffff00", NULL } } },
	{ "range without dynamic-bootp: none", "", {
	    { "bootp", "none", ": BOOTP from dynamic "
	      "client and no dynamic leases" } } },
	{ "in a pool that is declared: as its permits say",
	    "ping-check off; subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "pool { range 10.0.0.10; deny dynamic bootp clients; } "
	    "pool { range 10.0.0.11; allow dynamic bootp clients; } "
	    "pool { range 10.0.0.12; } }", {
	    { "bootp", "commit bootp yi=10.0.0.11", NULL },
	    { "bootp mac=2", "commit bootp yi=10.0.0.12", NULL },
	    { "discover mac=3", "yi=10.0.0.10", NULL },
	    { "bootp mac=4", "none", "no dynamic leases" } } },
	{ "ranges with and without dynamic-bootp", "ping-check off; "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10 "
	    "10.0.0.11; range dynamic-bootp 10.0.0.20; }", {
	    { "bootp", "commit bootp yi=10.0.0.20", NULL },
	    { "bootp mac=2", "none", "no dynamic leases" },
	    { "discover mac=3", "yi=10.0.0.10", NULL } } },
	{ "dynamic-bootp: for ever", "ping-check off; "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "range dynamic-bootp 10.0.0.10 10.0.0.19; }", {
	    { "bootp", "commit puts=1 bootp yi=10.0.0.10", NULL },
	    { "+100000000", "puts=0", NULL },
	    { "bootp", "bootp yi=10.0.0.10", NULL } } },
	{ "dynamic-bootp-lease-length",
	    "dynamic-bootp-lease-length 600; "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "range dynamic-bootp 10.0.0.10 10.0.0.19; }", {
	    { "bootp", "commit puts=1 bootp yi=10.0.0.10", NULL },
	    { "+601", "puts=1", NULL } } },
	{ "deny bootp", "deny bootp; host a { hardware ethernet "
	    "2:0:0:0:0:1; fixed-address 10.0.0.50; }", {
	    { "bootp", "none", "bootp disallowed" } } },
	{ "ignore bootp", "ignore bootp; host a { hardware ethernet "
	    "2:0:0:0:0:1; fixed-address 10.0.0.50; }", {
	    { "bootp", "none", "" } } },
};

ROWS_TEST(bootp_is_served, bootp_is_served_rows)

static const struct row relays_are_answered_rows[] = {
	{ "relay: destination giaddr:67", "", {
	    { "discover gi=10.9.0.1", "offer to=ip:10.9.0.1:67 "
	      "gi=10.9.0.1 yi=10.9.0.10 3=0a090001",
	      "via 10.9.0.1" } } },
	{ "option 82 echoed byte for byte, last",
	    "option domain-name \"x\";", {
	    { "discover gi=10.9.0.1 82=0103616263020401020304",
	      "order=53,54,51,1,3,15,82 82=0103616263020401020304", NULL },
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1 82=01036162630201ff",
	      "ack order=53,54,51,1,3,15,82 82=01036162630201ff", NULL } } },
	{ "option 82 in a NAK too", AUTH, {
	    { "request gi=10.9.0.1 50=.10 82=0101aa", "nak "
	      "order=53,54,56,82 82=0101aa", NULL } } },
	{ "unknown subnet: silent and said", AUTH, {
	    { "discover gi=192.168.7.1", "none", "unknown network" } } },
	{ "stash-agent-options: classes and limits hold for renewals past "
	    "the relay", "class \"p\" { spawn with option agent.circuit-id; "
	    "lease limit 1; } subnet 10.0.0.0 netmask 255.255.255.0 { } "
	    "subnet 10.9.0.0 netmask 255.255.255.0 { pool { allow members "
	    "of \"p\"; range 10.9.0.10 10.9.0.19; } option domain-name = "
	    "option agent.circuit-id; }", {
	    { "request gi=10.9.0.1 82=01026161 50=10.9.0.10 54=.1", "ack",
	      NULL },
	    { "+20000", "", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1 55=15,",
	      "commit ack 15=6161 !82=*", NULL },
	    { "+20000", "", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1 55=15,",
	      "commit ack 15=6161", NULL },
	    { "discover mac=2 gi=10.9.0.1 82=01026161", "none", NULL } } },
	{ "stash-agent-options off", "stash-agent-options off; class \"p\" { "
	    "match if option agent.circuit-id = \"aa\"; } subnet 10.0.0.0 "
	    "netmask 255.255.255.0 { } subnet 10.9.0.0 netmask "
	    "255.255.255.0 { pool { allow members of \"p\"; range "
	    "10.9.0.10 10.9.0.19; } }", {
	    { "request gi=10.9.0.1 82=01026161 50=10.9.0.10 54=.1", "ack",
	      NULL },
	    { "+20000", "", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1", "nak", NULL } } },
	{ "82/5 (RFC 3527)", "", {
	    { "discover gi=.1 82=05040a090001", "offer yi=10.9.0.10 "
	      "to=ip:10.0.0.1:67", NULL } } },
	{ "118 (RFC 3011)", "", {
	    { "discover 118=10.9.0.0", "offer yi=10.9.0.10", NULL } } },
	{ "82/5 comes before 118", "", {
	    { "discover gi=.1 118=.0 82=05040a090001", "yi=10.9.0.10",
	      NULL } } },
	{ "82/11 (RFC 5107)", "", {
	    { "discover gi=10.9.0.1 82=0b040a0900fe", "offer 54=0a0900fe",
	      NULL },
	    { "request gi=10.9.0.1 82=0b040a0900fe 50=10.9.0.10 "
	      "54=10.9.0.254", "ack 54=0a0900fe", NULL },
	    { "request gi=10.9.0.1 82=0b040a0900fe 50=10.9.0.10 "
	      "54=10.9.0.253", "none", NULL } } },
	{ "82/19 (RFC 8357)", "", {
	    { "discover gi=10.9.0.1 82=1300 port=6767",
	      "to=ip:10.9.0.1:6767", NULL },
	    { "discover gi=10.9.0.1 port=6767", "to=ip:10.9.0.1:67",
	      NULL } } },
	{ "NAK through relay: flag B (RFC 2131 4.3.2)", AUTH, {
	    { "request gi=10.9.0.1 50=.10", "nak flags=8000 "
	      "to=ip:10.9.0.1:67", NULL } } },
	{ "giaddr 127.0.0.1: port 68", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { range 10.0.0.10; } subnet 127.0.0.0 netmask "
	    "255.0.0.0 { range 127.0.0.5; }", {
	    { "discover gi=127.0.0.1", "to=ip:127.0.0.1:68", NULL } } },
};

ROWS_TEST(relays_are_answered, relays_are_answered_rows)

/* Facts 3.4, its table by row, and what is below it. */
static const struct row replies_go_where_facts_3_4_says_rows[] = {
	{ "giaddr: OFFER", "", {
	    { "discover gi=10.9.0.1 b", "offer to=ip:10.9.0.1:67 "
	      "flags=8000", NULL } } },
	{ "giaddr: ACK, also with ciaddr", "", {
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1",
	      "ack to=ip:10.9.0.1:67", NULL },
	    { "request gi=10.9.0.1 ci=10.9.0.10",
	      "ack to=ip:10.9.0.1:67 ci=10.9.0.10", NULL } } },
	{ "ciaddr, flag 0: ACK", "", {
	    DORA(1, 10),
	    { "request ci=.10", "ack to=ip:10.0.0.10:68", NULL } } },
	{ "ciaddr, flag 1: ACK", "", {
	    DORA(1, 10),
	    { "request ci=.10 b", "ack to=bcast:255.255.255.255:68 "
	      "flags=8000", NULL } } },
	{ "nothing, flag 0: OFFER ACK", "", {
	    { "discover", "offer to=raw:10.0.0.10:68", NULL },
	    { "request 50=.10 54=.1", "ack to=raw:10.0.0.10:68", NULL } } },
	{ "nothing, flag 1: OFFER ACK", "", {
	    { "discover b", "offer to=bcast:255.255.255.255:68", NULL },
	    { "request 50=.10 54=.1 b", "ack "
	      "to=bcast:255.255.255.255:68", NULL } } },
	{ "NAK", AUTH, {
	    { "request 50=1.2.3.4", "nak to=bcast:255.255.255.255:68",
	      NULL },
	    { "request ci=1.2.3.4 from=1.2.3.4", "nak "
	      "to=bcast:255.255.255.255:68 ci=0.0.0.0", NULL } } },
	{ "ciaddr and server-id (RFC 1541)", "", {
	    DORA(1, 10),
	    { "request ci=.10 54=.1", "ack to=raw:10.0.0.10:68", NULL } } },
	{ "hlen 0, and no client-id: nobody", AUTH, {
	    { "discover hlen=0", "none", "neither hardware address nor" },
	    { "discover hlen=17", "none", "neither" },
	    { "request hlen=0 50=.10", "none", "neither" },
	    { "bootp hlen=0", "none", "neither" },
	    { "inform hlen=0 ci=.77", "ack to=ip:10.0.0.77:68", NULL } } },
	{ "hlen 0 and ignore-client-uids", "ignore-client-uids on;", {
	    { "discover hlen=0 61=ff01", "offer", NULL } } },
	{ "hlen 0", "", {
	    { "discover hlen=0 61=ff01", "offer "
	      "to=bcast:255.255.255.255:68 hlen=0", NULL } } },
	{ "hlen above 16", "", {
	    { "discover hlen=255 61=ff01", "offer "
	      "to=bcast:255.255.255.255:68", NULL } } },
	{ "htype 32 (RFC 4390)", "", {
	    { "discover htype=32 hlen=0 61=ff01", "offer "
	      "to=bcast:255.255.255.255:68", NULL },
	    { "discover htype=32 hlen=16 61=ff02", "offer "
	      "to=bcast:255.255.255.255:68", NULL } } },
	{ "always-broadcast", "always-broadcast on;", {
	    { "discover", "offer to=bcast:255.255.255.255:68", NULL },
	    { "request 50=.10 54=.1", "ack to=bcast:255.255.255.255:68",
	      NULL } } },
	{ "always-broadcast in one host",
	    "host a { hardware ethernet 2:0:0:0:0:1; always-broadcast on; }",
	    { { "discover", "to=bcast:255.255.255.255:68", NULL },
	    { "discover mac=2", "to=raw:10.0.0.11:68", NULL } } },
	{ "copied: xid, flags, giaddr, chaddr, hops; secs 0", "", {
	    { "discover gi=10.9.0.1 hops=3 secs=9 mac=7", "xid=12345678 "
	      "hops=3 secs=0 mac=7 gi=10.9.0.1 op=2", NULL } } },
	{ "ciaddr not in OFFER", "", {
	    { "discover ci=.10", "offer ci=0.0.0.0", NULL } } },
	{ "server-identifier configured",
	    "server-identifier 10.0.0.200;", {
	    { "discover", "54=0a0000c8 source=10.0.0.200", NULL },
	    { "request 50=.10 54=.200", "ack 54=0a0000c8", NULL } } },
};

ROWS_TEST(replies_go_where_facts_3_4_says,
    replies_go_where_facts_3_4_says_rows)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bootp_is_served),
		cmocka_unit_test(relays_are_answered),
		cmocka_unit_test(replies_go_where_facts_3_4_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * respond(): which address a client gets, and from which pool (facts 3.5).
 */
#include "dhcp_rows.h"

/* Facts 3.5: choice of an address, and how long. */
static const struct row addresses_are_chosen_as_facts_3_5_says_rows[] = {
	{ "fixed address before anything else",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "discover 50=.15", "send offer yi=10.0.0.50", NULL },
	    { "request 50=.50 54=.1", "send puts=0 ack yi=10.0.0.50", NULL },
	    { "request 50=.10", "nak", NULL },
	    { "request ci=.50 from=.50 to=.1", "ack to=ip:10.0.0.50:68",
	      NULL } } },
	{ "a fixed address in a range is nobody else's", AUTH
	    "host a { hardware ethernet 2:0:0:0:0:1; fixed-address "
	    "10.0.0.10; } host b { hardware ethernet 2:0:0:0:0:2; "
	    "fixed-address 10.0.0.19, 10.0.0.12; } host c { hardware "
	    "ethernet 2:0:0:0:0:3; fixed-address 10.0.0.12; }", {
	    { "discover mac=9", "yi=10.0.0.11", NULL },
	    { "discover mac=8", "yi=10.0.0.13", NULL },
	    { "discover mac=7 50=.10", "yi=10.0.0.14", NULL },
	    { "request mac=6 50=.12 54=.1", "nak", "unavailable" },
	    { "request mac=6 ci=.19", "nak", "unavailable" },
	    { "discover", "yi=10.0.0.10", NULL },
	    { "request 50=.10 54=.1", "ack puts=0", NULL },
	    { "request mac=2 50=.12", "ack", NULL },
	    { "request mac=3 50=.12", "ack", NULL } } },
	{ "our own address in a range is nobody's", "authoritative; "
	    "ping-check off; subnet 10.0.0.0 netmask 255.255.255.0 { range "
	    "10.0.0.1 10.0.0.2; }", {
	    { "request 50=.1", "nak", "unavailable" },
	    { "discover 50=.1", "yi=10.0.0.2", NULL },
	    { "discover mac=2", "none", "no free leases" } } },
	{ "the fixed address that fits the network",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.9.0.50, 10.0.0.50; }", {
	    { "discover", "yi=10.0.0.50", NULL },
	    { "discover gi=10.9.0.1", "yi=10.9.0.50", NULL } } },
	{ "several hosts for one MAC: the one that fits",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.9.0.50; } "
	    "host b { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.51; }", {
	    { "discover", "yi=10.0.0.51", NULL },
	    { "discover gi=10.9.0.1", "yi=10.9.0.50", NULL } } },
	{ "host by uid before host by hardware",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; } "
	    "host b { option dhcp-client-identifier 0:aa; "
	    "fixed-address 10.0.0.51; }", {
	    { "discover 61=00aa", "yi=10.0.0.51", NULL },
	    { "discover", "yi=10.0.0.50", NULL } } },
	{ "host-identifier",
	    "host a { host-identifier option agent.circuit-id \"p7\"; "
	    "fixed-address 10.9.0.50; }", {
	    { "discover gi=10.9.0.1 82=01027037", "yi=10.9.0.50", NULL },
	    { "discover gi=10.9.0.1 82=01027038", "yi=10.9.0.10", NULL } } },
	{ "host without address: a known client of the pool",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "option host-name \"joe\"; }", {
	    { "discover", "yi=10.0.0.10 12=6a6f65", NULL },
	    { "discover mac=2", "yi=10.0.0.11 !12=*", NULL } } },
	{ "deny unknown-clients", "deny unknown-clients; "
	    "host a { hardware ethernet 2:0:0:0:0:1; }", {
	    { "discover", "offer", NULL },
	    { "discover mac=2", "none", "unknown client" } } },
	{ "deny unknown-clients: nor by REQUEST", AUTH "deny "
	    "unknown-clients; host a { hardware ethernet 2:0:0:0:0:1; }", {
	    { "request mac=2 50=.10", "none puts=0",
	      "DHCPREQUEST for 10.0.0.10 from 02:00:00:00:00:02 via eth0: "
	      "unknown client" },
	    { "request mac=2 50=.10 54=.1", "none puts=0", "unknown client" },
	    { "request mac=2 ci=.10 from=.10 to=.1", "none puts=0",
	      "unknown client" },
	    { "request 50=.10", "commit ack", NULL } } },
	{ "ignore unknown-clients", "ignore unknown-clients;", {
	    { "discover mac=2", "none", NULL },
	    { "request mac=2 50=.10 54=.1", "none puts=0", NULL } } },
	{ "deny unknown-clients there, where it renews", "subnet 10.0.0.0 "
	    "netmask 255.255.255.0 { } subnet 10.9.0.0 netmask "
	    "255.255.255.0 { deny unknown-clients; range 10.9.0.10; }", {
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1", "none puts=0",
	      "unknown client" } } },
	{ "who renews from afar is not the host of here", "host a { hardware "
	    "ethernet 2:0:0:0:0:1; fixed-address 10.0.0.50; "
	    "option domain-name \"a\"; }", {
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1", "ack !15=*",
	      NULL } } },
	{ "deny booting", "host a { hardware ethernet 2:0:0:0:0:1; "
	    "deny booting; }", {
	    { "discover", "none", "booting disallowed" },
	    { "request ci=.10 from=.10", "none puts=0",
	      "booting disallowed" },
	    { "discover mac=2", "offer", NULL } } },
	{ "deny booting of a fixed address", "host a { hardware ethernet "
	    "2:0:0:0:0:1; fixed-address 10.0.0.50; deny booting; }", {
	    { "request 50=.50", "none", "booting disallowed" } } },
	{ "current binding before option 50", "", {
	    DORA(1, 10),
	    { "discover 50=.15", "yi=10.0.0.10", NULL } } },
	{ "former binding before option 50", "", {
	    DORA(1, 10),
	    { "release ci=.10", "puts=1", NULL },
	    { "discover 50=.15", "yi=10.0.0.10", NULL } } },
	{ "oldest free, by the end of time", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { range 10.0.0.10 10.0.0.11; }", {
	    DORA(1, 10),
	    DORA(2, 11),
	    { "release mac=2 ci=.11", "puts=1", NULL },
	    { "+5", "", NULL },
	    { "release mac=1 ci=.10", "puts=1", NULL },
	    { "discover mac=3", "yi=10.0.0.11", NULL } } },
	{ "abandoned when there is nothing else", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { range 10.0.0.10 10.0.0.11; }", {
	    DORA(1, 10),
	    { "decline 50=.10", "puts=1", NULL },
	    DORA(2, 11),
	    { "discover mac=3", "yi=10.0.0.10", NULL } } },
	{ "abandon-lease-time", "abandon-lease-time 60;", {
	    DORA(1, 10),
	    { "decline 50=.10", "puts=1", NULL },
	    { "+59", "puts=0", NULL },
	    { "+2", "puts=1", NULL } } },
	{ "an exhausted pool", "subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "range 10.0.0.10; }", {
	    DORA(1, 10),
	    { "discover mac=2", "none", "no free leases" },
	    { "+50000", "puts=1", NULL },
	    { "discover mac=2", "yi=10.0.0.10", NULL } } },
	{ "an offer nobody takes is given to another", "subnet 10.0.0.0 "
	    "netmask 255.255.255.0 { range 10.0.0.10; }", {
	    { "discover", "yi=10.0.0.10", NULL },
	    { "discover mac=2", "none", "no free leases" },
	    { "+11", "", NULL },
	    { "discover mac=2", "yi=10.0.0.10", NULL } } },
	{ "a probe that is answered", "ping-check on; ping-timeout 2;", {
	    { "discover", "probe yi=10.0.0.10 probe=10.0.0.10 ms=2000",
	      NULL },
	    { "conflict .10", "puts=1", "pinged before offer" },
	    { "discover", "probe yi=10.0.0.11", NULL } } },
	{ "no probe of what the client has", "ping-check on;", {
	    { "discover", "probe yi=10.0.0.10 ms=1000", NULL },
	    { "request 50=.10 54=.1", "commit", NULL },
	    { "discover", "send", NULL },
	    { "+61", "", NULL },
	    { "discover", "probe", NULL },
	    { "conflict .10", "puts=0", NULL } } },
	{ "ping-timeout-ms", "ping-check on; ping-timeout-ms 250;", {
	    { "discover", "probe ms=250", NULL } } },
	{ "min-secs", "min-secs 3;", {
	    { "discover secs=2", "none", NULL },
	    { "discover secs=3", "offer", NULL } } },
	{ "check-secs-byte-order", "min-secs 3; check-secs-byte-order on;", {
	    { "discover secs=512", "none", NULL },
	    { "discover secs=768", "offer", NULL } } },
	{ "one-lease-per-client", "one-lease-per-client on; shared-network n "
	    "{ subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10 "
	    "10.0.0.12; } }", {
	    DORA(1, 10),
	    { "request 50=.11 54=.1", "commit puts=2", NULL },
	    { "discover mac=2 50=.10", "yi=10.0.0.10", NULL } } },
	{ "deny duplicates", "deny duplicates;", {
	    { "request 50=.10 54=.1 61=00aa", "commit", NULL },
	    { "request 50=.11 54=.1 61=00bb", "commit puts=2", NULL } } },
	{ "lease times", "", {
	    { "discover", "51=00000258", NULL },
	    { "discover 51=@1200", "51=000004b0", NULL },
	    { "discover 51=@100000", "51=00001c20", NULL },
	    { "discover 51=@5", "51=0000012c", NULL },
	    { "discover 51=@0xffffffff", "51=00001c20", NULL } } },
	{ "lease times: those that end behind 2106 do not end",
	    "subnet 10.0.0.0 netmask 255.255.255.0 { rapid-commit on; "
	    "max-lease-time 4000000000; range 10.0.0.10 10.0.0.12; }", {
	    { "discover 80= 51=@4000000000", "commit ack 51=ee6b2800", NULL },
	    { "+1000", "puts=0", NULL },
	    { "discover mac=2 50=.10", "yi=10.0.0.11", NULL } } },
	{ "lease times: min", "min-lease-time 400;", {
	    { "discover 51=@5", "51=00000190", NULL } } },
	{ "T1 is 1/2, T2 7/8", "", {
	    { "discover 55=58,59 51=@800", "58=00000190 59=000002bc", NULL }
	    } },
	{ "infinite", "subnet 10.0.0.0 netmask 255.255.255.0 { range "
	    "10.0.0.10 10.0.0.19; default-lease-time -1; "
	    "max-lease-time infinite; }", {
	    { "discover 55=58,59", "51=ffffffff 58=ffffffff 59=ffffffff",
	      NULL },
	    { "request 50=.10 54=.1", "ack 51=ffffffff", NULL },
	    { "+1000000000", "puts=0", NULL },
	    { "discover", "yi=10.0.0.10", NULL } } },
	{ "adaptive-lease-time-threshold", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { range 10.0.0.10 10.0.0.11; "
	    "adaptive-lease-time-threshold 40; min-lease-time 60; }", {
	    DORA(1, 10),
	    { "discover mac=2", "51=0000003c", NULL } } },
	{ "dhcp-cache-threshold", "", {
	    DORA(1, 10),
	    { "+100", "", NULL },
	    { "request ci=.10", "send puts=0 ack 51=000001f4", NULL },
	    { "+100", "", NULL },
	    { "request ci=.10", "commit puts=1 ack 51=00000258", NULL } } },
	{ "dhcp-cache-threshold 0", "dhcp-cache-threshold 0;", {
	    DORA(1, 10),
	    { "request ci=.10", "commit puts=1", NULL } } },
	{ "dhcp-cache-threshold: something is new", "", {
	    DORA(1, 10),
	    { "request ci=.10 12=6a", "commit puts=1", NULL },
	    { "request ci=.10 12=6a", "send puts=0", NULL },
	    { "request ci=.10 12=6a 61=00aa", "commit puts=1", NULL } } },
	{ "dhcp-cache-threshold and option 82", "", {
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa",
	      "commit puts=1 82=0101aa", NULL },
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa",
	      "send puts=0 82=0101aa", NULL },
	    { "request gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101ab",
	      "commit puts=1 82=0101ab", NULL },
	    { "request ci=10.9.0.10 from=10.9.0.10 to=.1",
	      "send puts=0", NULL } } },
	{ "a lease ends", "", {
	    DORA(1, 10),
	    { "+599", "puts=0", NULL },
	    { "+1", "puts=1", NULL },
	    { "discover mac=2 50=.10", "yi=10.0.0.10", NULL } } },
	{ "relayed and local are different networks", "", {
	    DORA(1, 10),
	    { "discover gi=10.9.0.1", "yi=10.9.0.10", NULL } } },
	{ "use-lease-addr-for-default-route",
	    "use-lease-addr-for-default-route on;", {
	    { "discover", "3=0a00000a", NULL } } },
};

ROWS_TEST(addresses_are_chosen_as_facts_3_5_says,
    addresses_are_chosen_as_facts_3_5_says_rows)

#define POOLS(permits)							\
	"subnet 10.0.0.0 netmask 255.255.255.0 { pool { "		\
	permits "; range 10.0.0.10 10.0.0.12; } "			\
	"pool { range 10.0.0.20 10.0.0.22; } }"
#define KNOWN	"host a { hardware ethernet 2:0:0:0:0:1; } "

static const struct row pools_and_classes_permit_rows[] = {
	{ "allow known-clients", KNOWN POOLS("allow known-clients"), {
	    { "discover", "yi=10.0.0.10", NULL },
	    { "discover mac=2", "yi=10.0.0.20", NULL },
	    { "discover mac=2 50=.11", "yi=10.0.0.20", NULL },
	    { "request mac=2 50=.11", "none", "lease 10.0.0.11 unavailable." }
	    } },
	{ "allow known-clients, authoritative", AUTH KNOWN
	    POOLS("allow known-clients"), {
	    { "request mac=2 50=.11", "nak", "lease 10.0.0.11 unavailable." }
	    } },
	{ "deny known-clients", KNOWN POOLS("deny known-clients"), {
	    { "discover", "yi=10.0.0.20", NULL },
	    { "discover mac=2", "yi=10.0.0.10", NULL } } },
	{ "allow unknown-clients", KNOWN POOLS("allow unknown-clients"), {
	    { "discover", "yi=10.0.0.20", NULL },
	    { "discover mac=2", "yi=10.0.0.10", NULL } } },
	{ "allow members of", "class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; } " POOLS("allow members of "
	    "\"c\""), {
	    { "discover", "yi=10.0.0.20", NULL },
	    { "discover mac=2 60='c", "yi=10.0.0.10", NULL } } },
	{ "deny wins", "class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; } " POOLS("allow all clients; "
	    "deny members of \"c\""), {
	    { "discover 60='c", "yi=10.0.0.20", NULL },
	    { "discover mac=2", "yi=10.0.0.10", NULL } } },
	{ "allow dynamic bootp clients", POOLS("allow dynamic bootp clients"),
	    { { "discover", "yi=10.0.0.20", NULL } } },
	{ "nothing permitted", "subnet 10.0.0.0 netmask 255.255.255.0 { "
	    "pool { allow known-clients; range 10.0.0.10; } }", {
	    { "discover", "none", "no permitted ranges" } } },
	{ "after a date", POOLS("allow after 5 2027/01/01 00:00:00"), {
	    { "discover", "yi=10.0.0.10", NULL } } },
	{ "before a date", POOLS("allow after 1 2040/01/18 00:00:00"), {
	    { "discover", "yi=10.0.0.20", NULL } } },
	{ "subclass", "class \"c\" { match option vendor-class-identifier; "
	    "option domain-name \"c\"; } subclass \"c\" \"x\" { option "
	    "domain-name \"x\"; } subclass \"c\" \"y\";", {
	    { "discover 60='x 55=15,", "15=78", NULL },
	    { "discover 60='y 55=15,", "15=63", NULL },
	    { "discover 60='z 55=15,", "!15=*", NULL } } },
	{ "lease limit", "class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; lease limit 1; }", {
	    { "request mac=1 50=.10 54=.1 60='c", "commit ack", NULL },
	    { "discover mac=2 60='c", "none", "no available billing" },
	    { "request mac=2 50=.11 54=.1 60='c", "none", "no available billing" },
	    { "discover mac=2", "offer", NULL },
	    { "discover mac=1 60='c", "offer", NULL },
	    { "+150", "", NULL },
	    { "request mac=1 ci=.10 60='c", "commit ack", NULL },
	    { "release mac=1 ci=.10", "puts=1", NULL },
	    { "discover mac=2 60='c", "offer", NULL } } },
	{ "spawn with, lease limit", "class \"c\" { spawn with option "
	    "agent.circuit-id; lease limit 1; }", {
	    { "request mac=1 gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa",
	      "commit ack", NULL },
	    { "discover mac=2 gi=10.9.0.1 82=0101aa", "none",
	      "no available billing" },
	    { "discover mac=2 gi=10.9.0.1 82=0101bb", "offer", NULL } } },
	{ "scopes: host before class before pool before subnet",
	    "option domain-name \"global\"; class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; option domain-name \"class\"; } "
	    "host a { hardware ethernet 2:0:0:0:0:1; option domain-name "
	    "\"host\"; } subnet 10.0.0.0 netmask 255.255.255.0 { option "
	    "domain-name \"subnet\"; pool { option domain-name \"pool\"; "
	    "range 10.0.0.10 10.0.0.19; } } subnet 10.9.0.0 netmask "
	    "255.255.255.0 { range 10.9.0.10; }", {
	    { "discover 60='c", "15=686f7374", NULL },
	    { "discover mac=2 60='c", "15=636c617373", NULL },
	    { "discover mac=3", "15=706f6f6c", NULL },
	    { "discover mac=3 gi=10.9.0.1", "15=676c6f62616c", NULL } } },
};

ROWS_TEST(pools_and_classes_permit, pools_and_classes_permit_rows)

/* Who makes up keys for "spawn with" does not fill the memory. */
static void
spawned_classes_do_not_pile_up(void **state)
{
	struct dhcp *d = dhcp_new("class \"c\" { spawn with option "
	    "agent.circuit-id; lease limit 1; } ping-check off; subnet "
	    "10.9.0.0 netmask 255.255.255.0 { range 10.9.0.10 10.9.0.19; } "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { }");
	char in[128];
	unsigned i;

	(void)state;
	dhcp_do(d, "request gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa");
	assert_null(dhcp_missing(d, "commit ack"));
	for (i = 0; i < 5000; i++) {
		snprintf(in, sizeof(in), "discover mac=2 gi=10.9.0.1 "
		    "82=0104%08x", i);
		dhcp_do(d, in);
		assert_null(dhcp_missing(d, "offer"));
	}
	assert_true(d->config->classes->nsubclasses <= 1024);
	dhcp_do(d, "discover mac=3 gi=10.9.0.1 82=0101aa");
	assert_null(dhcp_missing(d, "none"));
	dhcp_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_chosen_as_facts_3_5_says),
		cmocka_unit_test(pools_and_classes_permit),
		cmocka_unit_test(spawned_classes_do_not_pile_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * respond(): what a server answers, by the tables of facts 3.2 (states),
 * 3.3 (options), 3.4 (where it goes), 3.5 and 3.6.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dhcp_fixture.h"

#define TEXT_50	"01234567890123456789012345678901234567890123456789"
#define TEXT_200	TEXT_50 TEXT_50 TEXT_50 TEXT_50
#define STEPS	14

/* log: words that must be in what was logged; NULL: not looked at. */
struct step {
	const char	*in, *out, *log;
};

struct row {
	const char	*name;
	const char	*conf;		/* besides NET, or, with a subnet, all */
	struct step	 step[STEPS];
};

static const char net[] =
    "default-lease-time 600; max-lease-time 7200;\n"
    "subnet 10.0.0.0 netmask 255.255.255.0 { option routers 10.0.0.1;\n"
    "  range 10.0.0.10 10.0.0.19; }\n"
    "subnet 10.9.0.0 netmask 255.255.255.0 { option routers 10.9.0.1;\n"
    "  range 10.9.0.10 10.9.0.19; }\n";

static void
run_row(const struct row *row)
{
	const struct step *s;
	const char *missing;
	char conf[8192];
	struct dhcp *d;

	if (strstr(row->conf, "subnet 10.0.0.0") != NULL)
		snprintf(conf, sizeof(conf), "%s", row->conf);
	else
		snprintf(conf, sizeof(conf), "ping-check off;\n%s\n%s",
		    row->conf, net);
	d = dhcp_new(conf);
	for (s = row->step; s < row->step + STEPS && s->in != NULL; s++) {
		dhcp_do(d, s->in);
		missing = dhcp_missing(d, s->out);
		if (missing != NULL)
			fail_msg("%s: \"%s\" lacks \"%s\":\n%s\n%s", row->name,
			    s->in, missing, d->out, d->log);
		if (s->log != NULL && strstr(d->log, s->log) == NULL)
			fail_msg("%s: \"%s\" does not log \"%s\":\n%s",
			    row->name, s->in, s->log, d->log);
	}
	dhcp_free(d);
}

#define RUN(rows) do {							\
	size_t i_;							\
	(void)state;							\
	for (i_ = 0; i_ < nitems(rows); i_++)				\
		run_row(&(rows)[i_]);					\
} while (0)

#define AUTH	"authoritative; "
/* The whole of an exchange by client n, who gets .addr. */
#define DORA(n, addr)							\
	{ "discover mac=" #n, "offer yi=10.0.0." #addr, NULL },		\
	{ "request mac=" #n " 50=." #addr " 54=.1",			\
	  "commit puts=1 ack yi=10.0.0." #addr, NULL }

/* Facts 3.2, in its order; the name is the row's. */
static void
offers_are_as_measured(void **state)
{
	static const struct row rows[] = {
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
	    { "discover 55=15,44", "order=53,54,51,15", NULL } } },
	{ "no PRL: everything configured", "option domain-name \"x\"; "
	    "option ntp-servers 10.0.0.9; option domain-name-servers 10.0.0.5;",
	    { { "discover", "order=53,54,51,1,3,6,15,42", NULL } } },
	{ "58/59 when in PRL", "", {
	    { "discover 55=58,59", "58=0000012c 59=0000020d", NULL },
	    { "discover 55=1", "!58=* !59=*", NULL } } },
	{ "58/59 when configured", "option dhcp-renewal-time 100; "
	    "option dhcp-rebinding-time 200;", {
	    { "discover 55=1", "58=00000064 59=000000c8", NULL } } },
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
	RUN(rows);
}

static void
requests_are_as_measured(void **state)
{
	static const struct row rows[] = {
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
	      "lease belongs to another client" } } },
	{ "INIT-REBOOT free, unknown client: authoritative", AUTH, {
	    { "request 50=.10", "commit puts=1 ack yi=10.0.0.10", NULL } } },
	{ "INIT-REBOOT free, unknown client: not authoritative", "", {
	    { "request 50=.10", "none puts=0", "unknown lease" } } },
	{ "INIT-REBOOT in subnet, outside pool: authoritative", AUTH, {
	    { "request 50=.100", "send nak", NULL } } },
	{ "INIT-REBOOT in subnet, outside pool: not authoritative", "", {
	    { "request 50=.100", "none", NULL } } },
	{ "INIT-REBOOT wrong network: authoritative", AUTH, {
	    { "request 50=10.9.0.10", "nak", "wrong network" },
	    { "request 50=192.168.1.1", "nak", "wrong network" } } },
	{ "INIT-REBOOT wrong network: not authoritative", "", {
	    { "request 50=10.9.0.10", "none", "wrong network" },
	    { "request 50=192.168.1.1", "none", "wrong network" } } },
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
	    { "request 50=.10 54=.1", "nak", "lease unavailable" } } },
	{ "NAK says why and nothing else", AUTH, {
	    { "request 50=1.2.3.4 55=1,3", "order=53,54,56", NULL } } },
	};
	RUN(rows);
}

static void
the_other_messages_are_as_measured(void **state)
{
	static const struct row rows[] = {
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
	{ "INFORM from nowhere", AUTH, {
	    { "inform ci=192.168.0.1 from=192.168.0.1 gi=172.16.0.1", "none",
	      "unknown network" } } },
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
	RUN(rows);
}

#define RANGE_BOOTP							\
	"ping-check off; subnet 10.0.0.0 netmask 255.255.255.0 { "	\
	"range dynamic-bootp 10.0.0.10 10.0.0.19; %s}"

static void
bootp_is_served(void **state)
{
	static const struct row rows[] = {
	{ "BOOTP static: 300, 64 bytes of options",
	    "option domain-name \"a-rather-long-domain-name.example.com\"; "
	    "filename \"boot\"; server-name \"srv\"; "
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; next-server 10.0.0.2; }", {
	    { "bootp", "send puts=0 bootp yi=10.0.0.50 si=10.0.0.2 len=300 "
	      "file=boot sname=srv !53=* !51=* 1=ffffff00 3=0a000001 "
	      "to=raw:10.0.0.50:68", "BOOTREPLY on 10.0.0.50" },
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
	{ "always-reply-rfc1048", "always-reply-rfc1048 on; "
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "bootp cookie=0", "bootp 1=ffffff00", NULL } } },
	{ "range without dynamic-bootp: none", "", {
	    { "bootp", "none", "No dynamic leases for BOOTP client" } } },
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
	RUN(rows);
}

static void
relays_are_answered(void **state)
{
	static const struct row rows[] = {
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
	RUN(rows);
}

/* Facts 3.4, its table by row, and what is below it. */
static void
replies_go_where_facts_3_4_says(void **state)
{
	static const struct row rows[] = {
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
	RUN(rows);
}

/* Facts 3.5: choice of an address, and how long. */
static void
addresses_are_chosen_as_facts_3_5_says(void **state)
{
	static const struct row rows[] = {
	{ "fixed address before anything else",
	    "host a { hardware ethernet 2:0:0:0:0:1; "
	    "fixed-address 10.0.0.50; }", {
	    { "discover 50=.15", "send offer yi=10.0.0.50", NULL },
	    { "request 50=.50 54=.1", "send puts=0 ack yi=10.0.0.50", NULL },
	    { "request 50=.10", "nak", NULL },
	    { "request ci=.50 from=.50 to=.1", "ack to=ip:10.0.0.50:68",
	      NULL } } },
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
	{ "ignore unknown-clients", "ignore unknown-clients;", {
	    { "discover mac=2", "none", NULL } } },
	{ "deny booting", "host a { hardware ethernet 2:0:0:0:0:1; "
	    "deny booting; }", {
	    { "discover", "none", "booting disallowed" },
	    { "discover mac=2", "offer", NULL } } },
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
	RUN(rows);
}

#define POOLS(permits)							\
	"subnet 10.0.0.0 netmask 255.255.255.0 { pool { "		\
	permits "; range 10.0.0.10 10.0.0.12; } "			\
	"pool { range 10.0.0.20 10.0.0.22; } }"
#define KNOWN	"host a { hardware ethernet 2:0:0:0:0:1; } "

static void
pools_and_classes_permit(void **state)
{
	static const struct row rows[] = {
	{ "allow known-clients", KNOWN POOLS("allow known-clients"), {
	    { "discover", "yi=10.0.0.10", NULL },
	    { "discover mac=2", "yi=10.0.0.20", NULL },
	    { "discover mac=2 50=.11", "yi=10.0.0.20", NULL },
	    { "request mac=2 50=.11", "nak", NULL } } },
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
	RUN(rows);
}

static void
options_are_sent(void **state)
{
	static const struct row rows[] = {
	{ "forced list: dhcp-parameter-request-list",
	    "option dhcp-parameter-request-list 15, 6; option domain-name "
	    "\"x\"; option domain-name-servers 10.0.0.5;", {
	    { "discover 55=3,1", "order=53,54,51,15,6", NULL } } },
	{ "long options split (RFC 3396)", "option x code 224 = text; "
	    "option x \"" TEXT_200 TEXT_200 "\";", {
	    { "discover 57=05dc 55=224,", "order=53,54,51,224,224", NULL } } },
	{ "long options joined", "if suffix(option user-class, 1) = \"z\" { "
	    "option domain-name \"ok\"; }", {
	    { "discover 77='ab 12='h 77='yz 55=15,", "15=6f6b", NULL } } },
	{ "overload when needed", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_50 TEXT_50 "\"; "
	    "option y code 225 = text; option y \"" TEXT_50 "\";", {
	    { "discover 55=15,224,225", "15=* 224=* 225=* 52=01 "
	      "file=(options) sname=", NULL } } },
	{ "overload sname too", "filename \"boot\"; option domain-name \""
	    TEXT_200 "\"; option x code 224 = text; option x \"" TEXT_50
	    "\"; option y code 225 = text; option y \"" TEXT_50 "\";", {
	    { "discover 55=15,224,225", "15=* 224=* 225=* 52=02 file=boot "
	      "sname=(options)", NULL } } },
	{ "not for PXE", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_50 TEXT_50 "\"; "
	    "filename \"boot\";", {
	    { "discover 93=0007 55=15,224", "!224=* !52=* file=boot",
	      "1 options do not fit" } } },
	{ "not when the client takes more", "option domain-name \""
	    TEXT_200 "\"; option x code 224 = text; option x \"" TEXT_200
	    "\";", {
	    { "discover 57=05dc 55=15,224", "15=* 224=* !52=*", NULL } } },
	{ "82 keeps its room", "option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_200 "\";", {
	    { "discover gi=10.9.0.1 93=0007 55=15,224 82=0103aabbcc",
	      "82=0103aabbcc", NULL } } },
	{ "echo-client-id: off", "", {
	    { "discover 61=00aa", "!61=*", NULL } } },
	{ "echo-client-id on (RFC 6842)", AUTH "echo-client-id on;", {
	    { "discover 61=00aa", "61=00aa", NULL },
	    { "request 61=00aa 50=1.2.3.4", "nak 61=00aa", NULL } } },
	{ "108", "option v6-only-preferred 1800;", {
	    { "discover 55=108,", "108=00000708", NULL },
	    { "discover 55=1,", "!108=*", NULL } } },
	{ "114", "option default-url \"https://p/\";", {
	    { "discover 55=114,", "114=68747470733a2f2f702f", NULL } } },
	{ "116, an address", "option auto-config 0;", {
	    { "discover 116=01", "offer 116=00 yi=10.0.0.10", NULL } } },
	{ "116, no address (RFC 2563)", "option auto-config 0; subnet "
	    "10.0.0.0 netmask 255.255.255.0 { }", {
	    { "discover 116=01", "offer 116=00 yi=0.0.0.0 !51=*", NULL },
	    { "discover", "none", NULL } } },
	{ "116, no address, not configured", "subnet 10.0.0.0 netmask "
	    "255.255.255.0 { }", {
	    { "discover 116=01", "none", NULL } } },
	{ "119 (RFC 3397)", "option domain-search \"a.example\", "
	    "\"b.example\";", {
	    { "discover 55=119,", "119=0161076578616d706c65000162c002",
	      NULL } } },
	{ "121 by bytes and by routes", "option r code 121 = array of "
	    "integer 8; option r 24, 10,1,2, 10,0,0,1;", {
	    { "discover 55=121,", "121=180a01020a000001", NULL } } },
	{ "43 by vendor-option-space", "option space v; option v.a code 1 = "
	    "text; option v.b code 2 = ip-address; vendor-option-space v; "
	    "option v.a \"x\"; option v.b 10.0.0.9;", {
	    { "discover 55=43,", "43=01017802040a000009", NULL } } },
	{ "125", "option space v code width 4 length width 1; option v.e "
	    "code 9 = text; option vivso 00:00:00:09:02:01:02;", {
	    { "discover 55=125,", "125=00000009020102", NULL } } },
	{ "81: answered, name as it came", "", {
	    { "discover 81=05000003616263", "81=0effff03616263", NULL },
	    { "discover 81=000000616263", "81=08ffff616263", NULL },
	    { "discover", "!81=*", NULL } } },
	{ "81: by the configuration", "option fqdn.server-update on; "
	    "option fqdn.hostname \"h\"; option fqdn.domainname \"ex.org\";",
	    { { "discover 81=050000", "81=05ffff01680265"
	      "78036f726700", NULL },
	    { "discover 81=000000", "81=03ffff682e65782e6f7267", NULL },
	    { "discover 55=81,", "!81=*", NULL } } },
	{ "81: not when fqdn-reply is off", "fqdn-reply off;", {
	    { "discover 81=05000003616263", "!81=*", NULL } } },
	{ "use-host-decl-names", "use-host-decl-names on; host joe { "
	    "hardware ethernet 2:0:0:0:0:1; }", {
	    { "discover 55=12,", "12=6a6f65", NULL } } },
	{ "the mask without configuring it", "", {
	    { "discover 55=1,", "1=ffffff00", NULL } } },
	{ "server's own options are not to be asked for", "", {
	    { "discover 55=50,52,53,54,55,57,61,82,255",
	      "order=53,54,51", NULL } } },
	/* Facts 3.6 */
	{ "PXE: siaddr, file, 66 and 67 if asked", "next-server 10.0.0.2; "
	    "filename \"boot\"; server-name \"tftp\";", {
	    { "discover 93=0000 60='PXEClient:Arch:00000:UNDI:002001 "
	      "55=1,66,67", "si=10.0.0.2 file=boot sname=tftp 66=74667470 "
	      "67=626f6f74", NULL },
	    { "discover 55=1,", "file=boot !67=* !66=*", NULL } } },
	{ "PXE: 60 and 43 as configured", "option vendor-class-identifier "
	    "\"PXEClient\"; option vendor-encapsulated-options 6:1:8:ff;", {
	    { "discover 60='PXEClient 55=43,", "60=505845436c69656e74 "
	      "43=060108ff", NULL } } },
	{ "PXE: 97 comes back", "", {
	    { "discover 60='PXEClient 97=00000102030405060708090a0b0c0d0e0f",
	      "97=00000102030405060708090a0b0c0d0e0f", NULL } } },
	{ "architectures 7 and 9", "if option pxe-system-type = 00:07 or "
	    "option pxe-system-type = 00:09 { filename \"efi\"; } else { "
	    "filename \"bios\"; }", {
	    { "discover 93=0007", "file=efi", NULL },
	    { "discover 93=0009", "file=efi", NULL },
	    { "discover 93=0000", "file=bios", NULL } } },
	{ "iPXE", "if exists user-class and option user-class = \"iPXE\" { "
	    "filename \"http://x/\"; } else { filename \"undionly\"; }", {
	    { "discover 77='iPXE", "file=http://x/", NULL },
	    { "discover", "file=undionly", NULL } } },
	{ "HTTP boot: 60 in the reply", "filename \"http://x/\";", {
	    { "discover 60='HTTPClient:Arch:00016", "60=48545450436c69656e74 "
	      "file=http://x/", NULL } } },
	{ "a filename longer than its field goes as 67",
	    "filename \"" TEXT_200 "\";", {
	    { "discover 55=1,", "67=* file=", NULL } } },
	{ "vendor codes of PXE", "option option-128 code 128 = text; "
	    "option option-128 \"x\";", {
	    { "discover 55=128,", "128=78", NULL } } },
	};
	RUN(rows);
}

static void
events_run_and_leases_are_told_of(void **state)
{
	static const struct row rows[] = {
	{ "on commit, release, expiry", "on commit { log(info, concat("
	    "\"C \", binary-to-ascii(10, 8, \".\", leased-address))); } "
	    "on release { log(info, \"R\"); } on expiry { log(info, \"E\"); "
	    "}", {
	    { "discover", "offer", NULL },
	    { "request 50=.10 54=.1", "commit", "C 10.0.0.10" },
	    { "release ci=.10", "puts=1", "R" },
	    { "request 50=.10 54=.1", "commit", "C 10.0.0.10" },
	    { "+600", "puts=1", "E" } } },
	{ "set lives as long as the lease", "if exists host-name { set n = "
	    "option host-name; } option domain-name = n;", {
	    { "request 50=.10 54=.1 12='joe", "commit", NULL },
	    { "discover", "15=6a6f65", NULL } } },
	{ "set of a number", "on commit { set x = extract-int(encode-int("
	    "300, 16), 16); } option boot-size = encode-int(x, 16);", {
	    { "request 50=.10 54=.1", "commit", NULL },
	    { "discover 55=13,", "13=012c", NULL } } },
	{ "leasequery: not allowed", "", {
	    { "leasequery gi=10.9.0.1 ci=10.9.0.10", "none",
	      "not allowed" } } },
	{ "leasequery (RFC 4388)", "allow leasequery;", {
	    { "request mac=5 gi=10.9.0.1 50=10.9.0.10 54=.1 82=0101aa",
	      "commit", NULL },
	    { "+10", "", NULL },
	    { "leasequery gi=10.9.0.1 ci=10.9.0.10 55=51,82", "send active "
	      "ci=10.9.0.10 mac=5 51=0000024e 91=0000000a 82=0101aa "
	      "to=ip:10.9.0.1:67", "DHCPLEASEACTIVE" },
	    { "leasequery gi=10.9.0.1 mac=5", "active ci=10.9.0.10", NULL },
	    { "leasequery gi=10.9.0.1 ci=10.9.0.11", "unassigned", NULL },
	    { "leasequery gi=10.9.0.1 ci=172.16.0.1", "unknown", NULL },
	    { "leasequery gi=10.9.0.1 mac=9", "unknown", NULL },
	    { "leasequery ci=10.9.0.10", "none", NULL } } },
	};
	RUN(rows);
}

/* On the wire, whatever fills it: facts 3.5, Sizes. */
static void
no_reply_is_longer_than_the_client_takes(void **state)
{
	static const char *const sizes[] = { "0000", "0240", "02ff", "05dc",
	    "ffff" };
	char in[64];
	struct dhcp *d;
	size_t i, most;

	(void)state;
	d = dhcp_new("ping-check off; option domain-name \"" TEXT_200 "\"; "
	    "option x code 224 = text; option x \"" TEXT_200 TEXT_200 "\"; "
	    "option y code 225 = text; option y \"" TEXT_200 "\"; "
	    "option z code 226 = text; option z \"" TEXT_200 TEXT_200 "\"; "
	    "subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10; }");
	for (i = 0; i < nitems(sizes); i++) {
		snprintf(in, sizeof(in), "discover 57=%s", sizes[i]);
		dhcp_do(d, in);
		most = strtoul(sizes[i], NULL, 16);
		if (most < 576)
			most = 576;
		if (most > 1500)
			most = 1500;
		assert_true(d->reply.len >= 300);
		assert_true(d->reply.len <= most - 28);
	}
	dhcp_free(d);
}

/* A config that is read again: bound leases stay, and are billed anew. */
static void
a_new_configuration_loses_nothing(void **state)
{
	static const char conf[] = "class \"c\" { match if option "
	    "vendor-class-identifier = \"c\"; lease limit 1; } ping-check "
	    "off; subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10 "
	    "10.0.0.19; }";
	struct dhcp *d = dhcp_new(conf);

	(void)state;
	dhcp_do(d, "request 50=.10 54=.1 60='c");
	assert_null(dhcp_missing(d, "commit ack"));
	dhcp_do(d, "request mac=2 50=.11 54=.1");
	dhcp_configure(d, conf);
	dhcp_do(d, "discover mac=3 60='c");
	assert_null(dhcp_missing(d, "none"));
	dhcp_do(d, "discover mac=3 50=.11");
	assert_null(dhcp_missing(d, "offer !yi=10.0.0.11"));
	dhcp_configure(d, "subnet 10.0.0.0 netmask 255.255.255.0 { range "
	    "10.0.0.50; ping-check off; }");
	dhcp_do(d, "request mac=2 ci=.11");
	assert_null(dhcp_missing(d, "!ack"));
	dhcp_configure(d, conf);
	dhcp_do(d, "request mac=2 ci=.11");
	assert_null(dhcp_missing(d, "ack"));
	dhcp_free(d);
}

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
		cmocka_unit_test(offers_are_as_measured),
		cmocka_unit_test(requests_are_as_measured),
		cmocka_unit_test(the_other_messages_are_as_measured),
		cmocka_unit_test(bootp_is_served),
		cmocka_unit_test(relays_are_answered),
		cmocka_unit_test(replies_go_where_facts_3_4_says),
		cmocka_unit_test(addresses_are_chosen_as_facts_3_5_says),
		cmocka_unit_test(pools_and_classes_permit),
		cmocka_unit_test(options_are_sent),
		cmocka_unit_test(events_run_and_leases_are_told_of),
		cmocka_unit_test(no_reply_is_longer_than_the_client_takes),
		cmocka_unit_test(a_new_configuration_loses_nothing),
		cmocka_unit_test(spawned_classes_do_not_pile_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

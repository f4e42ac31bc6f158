/*
 * dhcppacket: clients and relays send what they like, one message after
 * another, to a server with every switch on.  The first byte says which
 * configuration; each message has two bytes before it, how long it is and
 * how it came.  Replies keep their sizes and are read again; what is
 * written of a lease is read again and means the same.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/config.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/ranges.h"
#include "dhcpd/respond.h"
#include "dhcpd/scope.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define CONFIGS	3
#define LEASES	"lease 10.0.0.12 {\n  starts 6 2026/11/21 12:09:23;\n"	\
	"  ends never;\n  binding state active;\n"			\
	"  hardware ethernet 02:00:00:00:00:02;\n"			\
	"  set x = \"abc\";\n  on expiry { log (info, \"e\"); }\n}\n"

static const char *const texts[CONFIGS] = {
	/* all that can be answered */
	"authoritative; allow leasequery; rapid-commit on; echo-client-id on;"
	"always-reply-rfc1048 on; infinite-is-reserved on; ping-check on;"
	"use-host-decl-names on; check-secs-byte-order on; min-secs 0;"
	"option auto-config 0; option v6-only-preferred 10; option space v;"
	"option v.a code 1 = text; option v.e code 2 = ip-address;"
	"vendor-option-space v; option v.a = option host-name;"
	"option domain-search \"a.b\", \"c.a.b\"; option fqdn.hostname = "
	"option host-name; option fqdn.domainname \"d\";"
	"option domain-name = concat(option host-name, \".\", option "
	"vendor-class-identifier, binary-to-ascii(16, 8, \":\", "
	"hardware)); option default-url = option user-class;"
	"filename = concat(option user-class, \"x\", option host-name);"
	"server-name = option vendor-class-identifier; next-server 10.0.0.2;"
	"class \"c\" { spawn with option agent.circuit-id; lease limit 2; }"
	"class \"d\" { match hardware; } subclass \"d\" 1:2:0:0:0:0:1 { "
	"option root-path = packet(0, 300); }"
	"class \"e\" { match if suffix(option dhcp-client-identifier, 2) ~= "
	"\"a.*b\"; lease limit 1; }"
	"host a { hardware ethernet 2:0:0:0:0:1; fixed-address 10.0.0.50; }"
	"host b { option dhcp-client-identifier \"b\"; }"
	"host c { host-identifier option agent.remote-id \"r\"; "
	"fixed-address 10.9.0.50; }"
	"on commit { set n = option host-name; set c = option "
	"agent.circuit-id; set t = lease-time; set k = known; execute("
	"\"/x\", option host-name, leased-address); log(info, option "
	"host-name); } on release { log(info, \"r\"); } on expiry { "
	"if exists host-name { log(info, \"e\"); } else { set q = "
	"pick-first-value(n, c); } }"
	"subnet 10.0.0.0 netmask 255.255.255.0 { option routers 10.0.0.1; "
	"pool { allow members of \"c\"; range 10.0.0.30 10.0.0.32; } "
	"range dynamic-bootp 10.0.0.10 10.0.0.15; }"
	"subnet 10.9.0.0 netmask 255.255.255.0 { range 10.9.0.10 10.9.0.12; "
	"always-broadcast on; }",
	/* the other way round */
	"one-lease-per-client on; deny duplicates; ignore-client-uids on; "
	"stash-agent-options off; dhcp-cache-threshold 0; fqdn-reply off; "
	"use-lease-addr-for-default-route on; adaptive-lease-time-threshold "
	"50; option dhcp-parameter-request-list 1,3,6,15,43,66,67,81,82,125; "
	"site-option-space \"s\"; option space s; option s.z code 130 = text;"
	"option s.z = option host-name; option vivso 0:0:0:9:2:1:2; "
	"if option dhcp-message-type = 1 { option domain-name \"x\"; } elsif "
	"exists agent.circuit-id { option domain-name = reverse(1, option "
	"host-name); } else { default-lease-time = extract-int(option "
	"dhcp-lease-time, 32); } switch (option vendor-class-identifier) { "
	"case \"a\": log(info, \"a\"); break; default: min-lease-time 10; }"
	"shared-network n { subnet 10.0.0.0 netmask 255.255.255.0 { } "
	"subnet 10.9.0.0 netmask 255.255.255.0 { } pool { deny "
	"known-clients; range 10.0.0.10 10.0.0.13; } pool { allow "
	"known-clients; range dynamic-bootp 10.9.0.10 10.9.0.13; } } "
	"host a { hardware ethernet 2:0:0:0:0:1; }",
	/* nothing said */
	"subnet 10.0.0.0 netmask 255.255.255.0 { range 10.0.0.10 10.0.0.12; }",
};

static struct server {
	struct config	*config;
	struct scope	*scope;
} servers[CONFIGS];

static void
ignore_say(void *arg, int priority, const char *line)
{
	size_t i;

	(void)arg;
	(void)priority;
	for (i = 0; line[i] != '\0'; i++)
		if ((unsigned char)line[i] < ' ')
			abort();
}

static void
ignore_execute(void *arg, char *const argv[])
{
	(void)arg;
	while (*argv != NULL)
		(void)strlen(*argv++);
}

static void
make(struct server *s, const char *text)
{
	static const struct scope_hooks hooks = { ignore_say, ignore_execute,
	    NULL };
	static const struct config_env env;

	s->config = config_parse("fuzz", text, strlen(text), &env);
	if (s->config == NULL)
		abort();
	s->scope = scope_new(s->config, &hooks);
}

/* Written, read, and written again: the same. */
static void
check_block(void *arg, struct lease *l)
{
	static char block[LEASEFILE_BLOCK], again[LEASEFILE_BLOCK];
	static const struct lease_format plain;
	struct leasefile_report report = { 0 };
	struct leasefile_other other = { NULL, 0, 0 };
	struct leases *t = leases_new();
	size_t len;

	(void)arg;
	len = leasefile_format(block, sizeof(block), l, &plain);
	if (len == 0 || t == NULL || leasefile_parse(t, &other, block, len,
	    &report, NULL, NULL) == -1)
		abort();
	if (report.bad != 0 || report.torn || leases_count(t) != 1 ||
	    leasefile_format(again, sizeof(again), leases_at(t, 0), &plain)
	    != len || memcmp(block, again, len) != 0) {
		fprintf(stderr, "%.*s---\n%s", (int)len, block, again);
		abort();
	}
	leases_free(t);
	free(other.text);
}

static bool
ours(void *arg, uint32_t addr)
{
	(void)arg;
	return addr == 0x0a000001;
}

static void
check_reply(const struct reply *r)
{
	static struct packet p;

	if (r->len < PACKET_MIN || r->len > PACKET_REPLY - PACKET_UDP ||
	    !packet_parse(&p, r->packet, r->len) || p.op != BOOTREPLY)
		abort();
	if (r->outcome == RESPOND_PROBE && (r->probe == 0 || r->lease == NULL))
		abort();
	if (r->target == TARGET_BROADCAST && r->address != UINT32_MAX)
		abort();
}

static size_t
one_message(struct responder *r, const struct interface *i,
    const uint8_t *data, size_t size)
{
	static struct packet p;
	static struct reply reply;
	struct arrival a = { .interface = i, .destination = UINT32_MAX,
	    .source_port = 68 };
	size_t len = 236 + (size_t)data[0] * 4;
	uint8_t *copy;

	if ((data[1] & 1) != 0) {
		a.destination = i->address;
		a.source = 0x0a00000a;
	}
	r->now += (data[1] & 2) != 0 ? 200 : 0;
	r->now += (data[1] & 4) != 0 ? 100000 : 0;
	data += 2;
	size -= 2;
	if (len > size)
		len = size;
	copy = malloc(len > 0 ? len : 1);	/* its end is watched */
	if (copy == NULL)
		abort();
	memcpy(copy, data, len);
	if (packet_parse(&p, copy, len) &&
	    respond(r, &p, &a, &reply) != RESPOND_NOTHING) {
		check_reply(&reply);
		if (reply.outcome == RESPOND_PROBE && (len & 7) == 0)
			respond_conflict(r, reply.probe);
	}
	free(copy);
	(void)respond_expire(r, 100);
	return 2 + len;
}

static struct leases *
known_leases(const struct server *s)
{
	struct leasefile_report report = { 0 };
	struct leasefile_other other = { NULL, 0, 0 };
	struct leases *t = leases_new();

	if (t == NULL || leasefile_parse(t, &other, LEASES,
	    sizeof(LEASES) - 1, &report, NULL, NULL) == -1 ||
	    ranges_set(t, s->config, NULL, 0) == -1)
		abort();
	return t;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct interface eth0 = { "eth0", 2, 0x0a000001,
	    0xffffff00, { 1, 6, { 2, 0, 0, 0, 0, 9 } } };
	struct responder r = { .now = 1800000000, .server_port = 67,
	    .client_port = 68, .put = check_block, .say = ignore_say,
	    .ours = ours };
	struct server *s;
	size_t at = 1, i;

	if (servers[0].config == NULL)
		for (i = 0; i < CONFIGS; i++)
			make(&servers[i], texts[i]);
	if (size < 3)
		return 0;
	s = &servers[data[0] % CONFIGS];
	r.config = s->config;
	r.scope = s->scope;
	r.leases = known_leases(s);
	respond_configured(&r);
	while (size - at > 2)
		at += one_message(&r, &eth0, data + at, size - at);
	r.now += 1000000;
	(void)respond_expire(&r, 1000);
	leases_free(r.leases);
	return 0;
}

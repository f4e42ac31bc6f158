#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "common/log.h"
#include "common/scan.h"
#include "dhcpd/exchange.h"

#define NAME_SHOWN	64	/* of a host name, in the log */

void
say(struct exchange *x, int priority, const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	if (x->r->say == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	x->r->say(x->r->arg, priority, line);
}

/* Who it is, for every log line: ISC's words (facts 3.1). */
static void
introduce(struct exchange *x)
{
	const struct bytes *name = &x->p->options[OPT_HOST_NAME];
	char mac[HARDWARE_TEXT], quoted[4 * NAME_SHOWN + 1], via[ADDRESS_TEXT];
	size_t shown = name->len < NAME_SHOWN ? name->len : NAME_SHOWN;

	snprintf(x->via, sizeof(x->via), "%s", x->p->giaddr != 0 ?
	    address_text(x->p->giaddr, via) : x->a->interface->name);
	if (x->p->hardware.len == 0)
		snprintf(mac, sizeof(mac), "<no identifier>");
	else
		hardware_text(&x->p->hardware, mac);
	if (name->data != NULL)
		snprintf(x->who, sizeof(x->who), "%s (%s) via %s", mac,
		    log_quote(quoted, sizeof(quoted),
		    (const char *)name->data, shown), x->via);
	else
		snprintf(x->who, sizeof(x->who), "%s via %s", mac, x->via);
}

/* A network that says "interface NAME;" itself or in a subnet. */
static const struct network *
network_named(const struct config *c, const char *interface)
{
	const struct network *n;
	const struct subnet *s;

	for (n = c->networks; n != NULL; n = n->next) {
		if (n->interface != NULL &&
		    strcmp(n->interface, interface) == 0)
			return n;
		for (s = n->subnets; s != NULL; s = s->next)
			if (s->interface != NULL &&
			    strcmp(s->interface, interface) == 0)
				return n;
	}
	return NULL;
}

/*
 * Where the client is: what its relay says of it (RFC 3527), what it says
 * itself (RFC 3011), the relay's address, or our interface.
 */
static void
locate(struct exchange *x)
{
	struct bytes link = packet_agent(x->p, AGENT_LINK_SELECTION);
	uint32_t addr = packet_u32(x->p, OPT_SUBNET_SELECTION);

	if (link.len == 4)
		addr = get_u32(link.data);
	if (addr == 0)
		addr = x->p->giaddr;
	if (addr == 0)
		addr = x->a->interface->address;
	x->link = config_subnet(x->r->config, addr);
	if (x->link != NULL)
		x->network = x->link->network;
	else if (x->p->giaddr == 0)
		x->network = network_named(x->r->config,
		    x->a->interface->name);
}

static void
make_view(struct exchange *x)
{
	const struct packet *p = x->p;

	x->view.packet = p->raw;
	x->view.chaddr.data = p->hardware.addr;
	x->view.chaddr.len = p->hardware.len;
	x->view.htype = p->hardware.type;
	x->view.options = p->options;
	x->view.bootp = p->type == BOOTP;
}

void
enter(struct exchange *x, enum scope_mode mode)
{
	const struct place place = {
		.network = x->network,
		.subnet = x->subnet != NULL ? x->subnet : x->link,
		.pool = x->pool,
		.host = x->host,
		.tenure = &x->tenure
	};

	scope_enter(x->r->scope, &place, mode);
}

/*
 * The relay's view of us comes first (RFC 5107), then what is configured,
 * then the interface.
 */
void
identify(struct exchange *x)
{
	struct bytes v = packet_agent(x->p, AGENT_SERVER_ID);

	if (v.len != 4)
		v = scope_option(x->r->scope, OPT_SERVER_ID);
	x->server = v.len == 4 ? get_u32(v.data) : x->a->interface->address;
	put_u32(x->identifier, x->server);
}

/*
 * By client-id where both have one, else by hardware (facts 3.2: a client
 * that says its client-id only now and then keeps its address).
 */
bool
is_clients(const struct exchange *x, const struct lease *l)
{
	struct bytes its = lease_item(l, LEASE_UID);

	if (x->uid.data != NULL && its.data != NULL)
		return its.len == x->uid.len &&
		    memcmp(its.data, x->uid.data, its.len) == 0;
	return l->hardware.len > 0 &&
	    hardware_equal(&l->hardware, &x->p->hardware);
}

bool
may_boot(struct exchange *x, const char *message)
{
	struct scope *s = x->r->scope;

	if (!scope_flag(s, PARAM_ALLOW_BOOTING, true)) {
		if (!scope_ignored(s, PARAM_ALLOW_BOOTING))
			say(x, LOG_INFO, "%s from %s: booting disallowed",
			    message, x->who);
		return false;
	}
	if (!x->tenure.known &&
	    !scope_flag(s, PARAM_BOOT_UNKNOWN_CLIENTS, true)) {
		if (!scope_ignored(s, PARAM_BOOT_UNKNOWN_CLIENTS))
			say(x, LOG_INFO, "%s from %s: unknown client",
			    message, x->who);
		return false;
	}
	return true;
}

/* RFC 4390: what has no hardware address must say who it is. */
static bool
is_anonymous(const struct exchange *x)
{
	return x->p->hardware.len == 0 && x->uid.data == NULL &&
	    !x->tenure.known;
}

void
consider(struct exchange *x)
{
	const struct bytes none = { NULL, 0 };
	struct subnet *subnet = NULL;
	uint32_t address = 0;
	size_t nhosts = 0;

	scope_begin(x->r->scope, &x->view);
	x->host = NULL;
	if (x->network != NULL)
		x->host = scope_host(x->r->scope, x->network, &subnet,
		    &address);
	(void)scope_hosts(x->r->scope, &nhosts);
	x->tenure.known = nhosts > 0;
	if (x->host != NULL)
		x->tenure.host_name = x->host->name;
	enter(x, SCOPE_LOOK);
	x->uid = x->p->options[OPT_CLIENT_ID];
	if (x->p->hardware.len > 0 &&
	    scope_flag(x->r->scope, PARAM_IGNORE_CLIENT_UIDS, false))
		x->uid = none;
	identify(x);
}

void
relocate(struct exchange *x, const struct subnet *s)
{
	const struct network *was = x->network;

	x->link = s;
	x->network = s->network;
	if (x->network != was)
		consider(x);
}

/* What is known before an address is chosen; false: nothing is answered. */
static bool
prepare(struct exchange *x, const char *message)
{
	make_view(x);
	consider(x);
	switch (x->p->type) {
	case DHCPDISCOVER:
	case DHCPREQUEST:
	case BOOTP:
		if (!is_anonymous(x))
			break;
		say(x, LOG_INFO, "%s from %s: neither hardware address nor "
		    "client identifier", message, x->who);
		return false;
	default:
		break;
	}
	/* A REQUEST when its network is known for sure. */
	if (x->p->type == DHCPDISCOVER || x->p->type == BOOTP)
		return may_boot(x, message);
	return true;
}

static const struct message {
	uint8_t		 type;
	bool		 anywhere;	/* answered without a network */
	const char	*name;
	enum outcome	 (*run)(struct exchange *);
} messages[] = {
	{ BOOTP, false, "BOOTREQUEST", do_bootp },
	{ DHCPDISCOVER, false, "DHCPDISCOVER", do_discover },
	{ DHCPREQUEST, true, "DHCPREQUEST", do_request },
	{ DHCPDECLINE, true, "DHCPDECLINE", do_decline },
	{ DHCPRELEASE, true, "DHCPRELEASE", do_release },
	{ DHCPINFORM, true, "DHCPINFORM", do_inform },
	{ DHCPLEASEQUERY, true, "DHCPLEASEQUERY", do_leasequery },
};

enum outcome
respond(struct responder *r, const struct packet *p,
    const struct arrival *a, struct reply *reply)
{
	struct exchange x;
	const struct message *m = NULL;
	size_t i;

	memset(&x, 0, offsetof(struct exchange, stash));
	x.r = r;
	x.p = p;
	x.a = a;
	x.reply = reply;
	memset(reply, 0, offsetof(struct reply, packet));
	reply->interface = a->interface;
	if (p->op != BOOTREQUEST)
		return RESPOND_NOTHING;
	introduce(&x);
	for (i = 0; i < nitems(messages); i++)
		if (messages[i].type == p->type)
			m = &messages[i];
	if (m == NULL) {
		say(&x, LOG_INFO, "unexpected DHCP message type %u from %s",
		    p->type, x.who);
		return RESPOND_NOTHING;
	}
	locate(&x);
	if (x.network == NULL && !m->anywhere) {
		say(&x, LOG_INFO, "%s from %s: unknown network segment",
		    m->name, x.who);
		return RESPOND_NOTHING;
	}
	if (prepare(&x, m->name))
		reply->outcome = m->run(&x);
	binding_free(&x.bindings);
	return reply->outcome;
}

void
respond_conflict(struct responder *r, uint32_t addr)
{
	struct lease *l = lease_find(r->leases, addr);

	/* Meanwhile it may have become somebody's. */
	if (l == NULL || l->state == LEASE_ACTIVE)
		return;
	scope_begin(r->scope, NULL);	/* no packet is at hand */
	abandon_lease(r, l, "pinged before offer");
}

size_t
respond_expire(struct responder *r, size_t max)
{
	struct lease *l;
	size_t n;

	for (n = 0; n < max && (l = lease_due(r->leases, r->now)) != NULL;
	    n++) {
		if ((l->flags & LEASE_F_OFFERED) != 0)
			lease_unoffer(r->leases, l);
		else
			free_lease(r, l, EVENT_EXPIRY, NULL);
	}
	return n;
}

void
respond_configured(struct responder *r)
{
	struct class *c;
	struct lease *l;
	size_t i;

	for (c = r->config->classes; c != NULL; c = c->next)
		c->leases = 0;
	for (i = 0; i < leases_count(r->leases); i++) {
		l = leases_at(r->leases, i);
		if (l->state == LEASE_ACTIVE && (c = billed(r, l, true)) != NULL)
			c->leases++;
	}
}

void
respond_usage(struct responder *r)
{
	char low[ADDRESS_TEXT], high[ADDRESS_TEXT], line[256];
	const struct pool *p;
	struct lease_count n;
	size_t i;

	for (i = 0; i < r->config->npools; i++) {
		p = r->config->pools[i];
		if (p->ranges == NULL || r->say == NULL)
			continue;
		leases_pool(r->leases, (uint32_t)i, &n);
		snprintf(line, sizeof(line), "pool network=%s range=%s-%s "
		    "addresses=%u active=%u offered=%u abandoned=%u",
		    p->network->name,
		    address_text(p->ranges->low, low),
		    address_text(p->ranges->high, high), n.total, n.active,
		    n.offered, n.abandoned);
		r->say(r->arg, LOG_INFO, line);
	}
}

#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

#define PERCENT		100

/* The four states of RFC 2131 section 4.3.2, by their fields. */
enum kind {
	SELECTING,
	INIT_REBOOT,
	RENEWING		/* or rebinding */
};

struct request {
	enum kind	 kind;
	uint32_t	 addr;
	uint32_t	 sid;		/* option 54; 0: none */
	char		 text[64];	/* "for ADDRESS (SID)" */
};

/* Why not, in ISC's words; the address stands between the two parts. */
struct reason {
	const char	*before;
	const char	*behind;	/* NULL: no address */
};

static const struct reason NO_ADDRESS = { "no address", NULL };
static const struct reason NO_NETWORK = { "unknown network segment", NULL };
static const struct reason NO_BILLING = { "no available billing", NULL };
static const struct reason NOT_OURS = { "not for this server", NULL };
static const struct reason WRONG_NETWORK = { "wrong network.", NULL };
static const struct reason NOT_AUTHORITATIVE = {
	"ignored (not authoritative).", NULL };
static const struct reason UNKNOWN = { "unknown lease ", "." };
static const struct reason UNAVAILABLE = { "lease ", " unavailable." };
static const struct reason ANOTHERS = {
	"lease ", " unavailable. (another client's)" };
static const struct reason NOT_FIXED = {
	"lease ", " unavailable. (not its fixed address)" };

static void
log_request(struct exchange *x, const struct request *q,
    const struct reason *why)
{
	char addr[ADDRESS_TEXT];

	if (why == NULL)
		say(x, LOG_INFO, "DHCPREQUEST %s from %s", q->text, x->who);
	else
		say(x, LOG_INFO, "DHCPREQUEST %s from %s: %s%s%s", q->text,
		    x->who, why->before, why->behind == NULL ? "" :
		    address_text(q->addr, addr),
		    why->behind == NULL ? "" : why->behind);
}

static bool
classify(struct exchange *x, struct request *q)
{
	char addr[ADDRESS_TEXT], sid[ADDRESS_TEXT];

	q->sid = packet_u32(x->p, OPT_SERVER_ID);
	q->addr = x->p->ciaddr;
	if (q->addr == 0 || packet_u32(x->p, OPT_REQUESTED) != 0)
		q->addr = packet_u32(x->p, OPT_REQUESTED);
	if (q->sid != 0)
		q->kind = SELECTING;
	else
		q->kind = x->p->ciaddr != 0 ? RENEWING : INIT_REBOOT;
	if (q->kind == RENEWING)
		q->addr = x->p->ciaddr;
	snprintf(q->text, sizeof(q->text), q->sid != 0 ? "for %s (%s)" :
	    "for %s", address_text(q->addr, addr),
	    address_text(q->sid, sid));
	return q->addr != 0;
}

static enum outcome
nak(struct exchange *x, const struct request *q, const struct reason *why)
{
	char addr[ADDRESS_TEXT];

	log_request(x, q, why);
	x->reply->lease = NULL;
	build_nak(x, "requested address not available");
	say(x, LOG_INFO, "DHCPNAK on %s to %s", address_text(q->addr, addr),
	    x->who);
	return RESPOND_SEND;
}

/* Only an authoritative server says no to what it does not know. */
static enum outcome
refuse(struct exchange *x, const struct request *q, const struct reason *why)
{
	if (scope_flag(x->r->scope, PARAM_AUTHORITATIVE, false))
		return nak(x, q, why);
	log_request(x, q, why == &WRONG_NETWORK ? &NOT_AUTHORITATIVE : why);
	return RESPOND_NOTHING;
}

/*
 * The client took another server's offer (RFC 2131 section 3.1, 4): ours
 * is free again.
 */
static enum outcome
not_chosen(struct exchange *x, const struct request *q)
{
	const struct pool *pool;
	struct lease *l = x->network != NULL ? clients_lease(x, &pool) : NULL;

	if (l != NULL && (l->flags & LEASE_F_OFFERED) != 0)
		lease_unoffer(x->r->leases, l);
	log_request(x, q, &NOT_OURS);
	return RESPOND_NOTHING;
}

static bool
is_ours(const struct exchange *x, uint32_t sid)
{
	return sid == x->server || sid == x->a->interface->address ||
	    (x->r->ours != NULL && x->r->ours(x->r->arg, sid));
}

static bool
same(const struct lease *l, enum lease_item_kind kind, const struct bytes *now)
{
	struct bytes had = lease_item(l, kind);

	return had.len == now->len &&
	    (had.len == 0 || memcmp(had.data, now->data, had.len) == 0);
}

/* How long still, and whether the disk need not be told (facts 3.1). */
static bool
reusable(struct exchange *x, uint32_t seconds, uint32_t *left)
{
	const struct lease *l = x->lease;
	const struct bytes *o = x->p->options;
	uint32_t percent = scope_number(x->r->scope,
	    PARAM_DHCP_CACHE_THRESHOLD, CACHE_THRESHOLD);
	uint64_t term, age;

	if (percent == 0 || percent > PERCENT || l->state != LEASE_ACTIVE ||
	    (l->flags & LEASE_F_DIRTY) != 0 || l->ends == LEASE_NEVER ||
	    l->starts > x->r->now || l->ends <= x->r->now)
		return false;
	if (!hardware_equal(&l->hardware, &x->p->hardware) ||
	    !same(l, LEASE_UID, &x->uid) ||
	    !same(l, LEASE_HOSTNAME, &o[OPT_HOST_NAME]) ||
	    (o[OPT_AGENT].data != NULL &&
	    !same(l, LEASE_AGENT, &o[OPT_AGENT])))
		return false;
	term = l->ends - l->starts;
	age = x->r->now - l->starts;
	if (age * PERCENT >= term * percent || seconds != term)
		return false;
	*left = l->ends - x->r->now;
	return true;
}

static enum outcome
ack(struct exchange *x, const struct request *q)
{
	uint32_t seconds, left;
	char addr[ADDRESS_TEXT], message[16 + sizeof(q->text)];
	bool written = false;

	enter(x, SCOPE_LOOK);
	identify(x);
	snprintf(message, sizeof(message), "DHCPREQUEST %s", q->text);
	if (!may_boot(x, message))
		return RESPOND_NOTHING;
	seconds = lease_time(x);
	x->tenure.lease_time = seconds;
	if (x->lease != NULL && reusable(x, seconds, &left)) {
		say(x, LOG_INFO, "reuse_lease: lease age %u (secs) under "
		    "%u%% threshold, reply with unaltered, existing lease "
		    "for %s", x->r->now - x->lease->starts,
		    scope_number(x->r->scope, PARAM_DHCP_CACHE_THRESHOLD,
		    CACHE_THRESHOLD), address_text(x->address, addr));
		seconds = left;
	} else if (x->lease != NULL) {
		if (!bind_lease(x, lease_end(x, seconds)))
			return refuse(x, q, &NO_BILLING);
		written = true;
	} else {
		enter(x, SCOPE_ACT);
		scope_run(x->r->scope, EVENT_COMMIT);
	}
	log_request(x, q, NULL);
	build_reply(x, DHCPACK, seconds);
	say(x, LOG_INFO, "DHCPACK on %s to %s",
	    address_text(x->address, addr), x->who);
	return written ? RESPOND_COMMIT : RESPOND_SEND;
}

/* A range that has it; the lease is made if there was none. */
static enum outcome
request_dynamic(struct exchange *x, const struct request *q)
{
	struct lease *l = lease_find(x->r->leases, q->addr);
	const struct pool *pool = NULL;
	bool has;

	if (config_range(x->r->config, q->addr) == NULL)
		return refuse(x, q, &UNKNOWN);
	if (l == NULL)
		l = lease_at(x->r->leases, q->addr);
	if (l == NULL)
		return RESPOND_NOTHING;
	has = is_clients(x, l);
	if (!permitted(x, l, &pool))
		return has ? nak(x, q, &UNAVAILABLE) :
		    refuse(x, q, &UNAVAILABLE);
	if (l->state == LEASE_ABANDONED)
		return nak(x, q, &UNAVAILABLE);
	if (!has && (l->state == LEASE_ACTIVE ||
	    (l->flags & (LEASE_F_OFFERED | LEASE_F_RESERVED)) != 0))
		return nak(x, q, &ANOTHERS);
	/*
	 * Free, and somebody says it is his: the file may be lost, or the
	 * offer with the last process (facts 3.2).
	 */
	if (!has && q->kind == INIT_REBOOT &&
	    !scope_flag(x->r->scope, PARAM_AUTHORITATIVE, false)) {
		log_request(x, q, &UNKNOWN);
		return RESPOND_NOTHING;
	}
	choose_lease(x, l, pool);
	return ack(x, q);
}

/*
 * What the relay said when the lease began holds for renewals that do not
 * pass it (facts 3.1): classes and limits go by it.
 */
static void
use_stash(struct exchange *x, const struct request *q)
{
	const struct lease *l = lease_find(x->r->leases, q->addr);
	struct bytes agent;

	if (q->kind != RENEWING || x->p->giaddr != 0 || l == NULL ||
	    x->p->options[OPT_AGENT].data != NULL ||
	    l->state != LEASE_ACTIVE || !is_clients(x, l) ||
	    !scope_flag(x->r->scope, PARAM_STASH_AGENT_OPTIONS, true))
		return;
	agent = lease_item(l, LEASE_AGENT);
	if (agent.len == 0 || agent.len > sizeof(x->agent))
		return;
	memcpy(x->stash, x->p->options, sizeof(x->stash));
	memcpy(x->agent, agent.data, agent.len);
	x->stash[OPT_AGENT] = (struct bytes){ x->agent, agent.len };
	x->view.options = x->stash;
	consider(x);
}

/*
 * A client that renews comes from anywhere, by routers and without its
 * relay: its network is that of its address (facts 3.5).
 */
static void
locate_renewal(struct exchange *x, const struct request *q)
{
	const struct subnet *s = config_subnet(x->r->config, q->addr);

	if (q->kind != RENEWING || x->p->giaddr != 0 || s == NULL ||
	    s->network == x->network || x->a->destination == UINT32_MAX)
		return;
	relocate(x, s);
}

enum outcome
do_request(struct exchange *x)
{
	const struct subnet *s;
	const struct host *host;
	struct subnet *subnet = NULL;
	struct request q;
	uint32_t fixed = 0;

	if (!classify(x, &q)) {
		log_request(x, &q, &NO_ADDRESS);
		return RESPOND_NOTHING;
	}
	if (q.kind == SELECTING && !is_ours(x, q.sid))
		return not_chosen(x, &q);
	locate_renewal(x, &q);
	use_stash(x, &q);
	if (x->network == NULL) {
		log_request(x, &q, &NO_NETWORK);
		return RESPOND_NOTHING;
	}
	s = config_subnet(x->r->config, q.addr);
	if (s == NULL || s->network != x->network)
		return refuse(x, &q, &WRONG_NETWORK);
	host = scope_host(x->r->scope, x->network, &subnet, &fixed);
	if (host == NULL || subnet == NULL)
		return request_dynamic(x, &q);
	if (fixed != q.addr) {
		size_t i;

		/* It may have several here. */
		for (i = 0; i < host->nfixed; i++)
			if (host->fixed[i] == q.addr)
				break;
		if (i == host->nfixed)
			return nak(x, &q, &NOT_FIXED);
		subnet = config_subnet(x->r->config, q.addr);
	}
	choose_fixed(x, host, subnet, q.addr);
	return ack(x, &q);
}

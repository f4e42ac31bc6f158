/* RFC 4388: an access concentrator asks who has which address. */
#include <string.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

#define ASSOCIATED_MAX	32	/* addresses in option 92 */

/* What was found: the lease, and all addresses of its client. */
struct finding {
	uint8_t		 type;		/* of the answer */
	const struct lease *lease;
	uint8_t		 associated[4 * ASSOCIATED_MAX];
	size_t		 n;
};

/* The client's newest active lease; its others are counted too. */
static void
add_found(struct finding *f, const struct lease *l)
{
	if (l->state != LEASE_ACTIVE)
		return;
	if (f->lease == NULL || l->cltt > f->lease->cltt)
		f->lease = l;
	if (f->n < ASSOCIATED_MAX)
		put_u32(f->associated + 4 * f->n++, l->addr);
}

static void
find_uid(const struct exchange *x, struct finding *f)
{
	const struct lease *l;
	int n;

	l = lease_by_uid(x->r->leases, x->p->options[OPT_CLIENT_ID]);
	for (n = 0; l != NULL && n < LEASE_CHAIN; n++) {
		add_found(f, l);
		l = lease_next_uid(x->r->leases, l);
	}
}

static void
find_hardware(const struct exchange *x, struct finding *f)
{
	const struct lease *l;
	int n;

	l = lease_by_hardware(x->r->leases, &x->p->hardware);
	for (n = 0; l != NULL && n < LEASE_CHAIN; n++) {
		add_found(f, l);
		l = lease_next_hardware(x->r->leases, l);
	}
}

/* Section 6.4: by address, by client-id, or by hardware. */
static void
look_up(const struct exchange *x, struct finding *f)
{
	if (x->p->ciaddr != 0) {
		f->lease = lease_find(x->r->leases, x->p->ciaddr);
		if (f->lease != NULL && f->lease->state != LEASE_ACTIVE)
			f->lease = NULL;
		f->type = f->lease != NULL ? DHCPLEASEACTIVE :
		    config_range(x->r->config, x->p->ciaddr) != NULL ?
		    DHCPLEASEUNASSIGNED : DHCPLEASEUNKNOWN;
		return;
	}
	if (packet_has(x->p, OPT_CLIENT_ID))
		find_uid(x, f);
	else
		find_hardware(x, f);
	f->type = f->lease != NULL ? DHCPLEASEACTIVE : DHCPLEASEUNKNOWN;
}

static size_t
option(struct packet_option *o, uint8_t code, const void *data, size_t len)
{
	o->code = code;
	o->value.data = data;
	o->value.len = len;
	return 1;
}

static bool
asked(const struct exchange *x, uint8_t code)
{
	const struct bytes *list = &x->p->options[OPT_PARAMETERS];

	return list->data != NULL &&
	    memchr(list->data, code, list->len) != NULL;
}

/* What section 6.4.2 wants told of an active lease. */
static size_t
tell(const struct exchange *x, const struct finding *f,
    struct packet_option *o, uint8_t times[16])
{
	const struct lease *l = f->lease;
	uint32_t left = l->ends == LEASE_NEVER ? LEASE_NEVER :
	    l->ends > x->r->now ? l->ends - x->r->now : 0;
	struct bytes agent = lease_item(l, LEASE_AGENT);
	struct bytes uid = lease_item(l, LEASE_UID);
	size_t n = 0;

	put_u32(times, left);
	put_u32(times + 4, left == LEASE_NEVER ? left : left / 2);
	put_u32(times + 8, left == LEASE_NEVER ? left :
	    (uint32_t)((uint64_t)left * 7 / 8));
	put_u32(times + 12, x->r->now - l->cltt);
	if (asked(x, OPT_LEASE_TIME))
		n += option(&o[n], OPT_LEASE_TIME, times, 4);
	if (asked(x, OPT_RENEWAL))
		n += option(&o[n], OPT_RENEWAL, times + 4, 4);
	if (asked(x, OPT_REBINDING))
		n += option(&o[n], OPT_REBINDING, times + 8, 4);
	n += option(&o[n], OPT_LAST_TRANSACTION, times + 12, 4);
	if (uid.data != NULL)
		n += option(&o[n], OPT_CLIENT_ID, uid.data, uid.len);
	if (f->n > 1)
		n += option(&o[n], OPT_ASSOCIATED, f->associated, 4 * f->n);
	if (agent.data != NULL && asked(x, OPT_AGENT))
		n += option(&o[n], OPT_AGENT, agent.data, agent.len);
	return n;
}

static void
answer(struct exchange *x, const struct finding *f)
{
	const struct packet_layout layout = { PACKET_REPLY - PACKET_UDP,
	    true, false, false };
	struct packet_option o[16];
	uint8_t times[16];
	struct packet h;
	size_t n = 0, lost;

	memset(&h, 0, offsetof(struct packet, raw));
	h.op = BOOTREPLY;
	h.xid = x->p->xid;
	h.flags = x->p->flags;
	h.giaddr = x->p->giaddr;
	h.ciaddr = x->p->ciaddr;
	h.hardware = x->p->hardware;
	h.hlen = x->p->hardware.len;
	memcpy(h.chaddr, x->p->chaddr, PACKET_CHADDR);
	n += option(&o[n], OPT_MESSAGE_TYPE, &f->type, 1);
	n += option(&o[n], OPT_SERVER_ID, x->identifier, 4);
	if (f->lease != NULL) {
		h.ciaddr = f->lease->addr;
		h.hardware = f->lease->hardware;
		h.hlen = h.hardware.len;
		memcpy(h.chaddr, h.hardware.addr, PACKET_CHADDR);
		n += tell(x, f, o + n, times);
	}
	address_reply(x, f->type, &h.flags);
	x->reply->len = packet_build(x->reply->packet, &h, o, n, &layout,
	    &lost);
}

enum outcome
do_leasequery(struct exchange *x)
{
	struct finding f = { 0 };
	static const char *const names[] = {
		"DHCPLEASEUNASSIGNED", "DHCPLEASEUNKNOWN", "DHCPLEASEACTIVE"
	};

	if (x->p->giaddr == 0 ||
	    !scope_flag(x->r->scope, PARAM_LEASEQUERY, false)) {
		say(x, LOG_INFO, "DHCPLEASEQUERY from %s: not allowed",
		    x->who);
		return RESPOND_NOTHING;
	}
	look_up(x, &f);
	answer(x, &f);
	say(x, LOG_INFO, "DHCPLEASEQUERY from %s: %s", x->who,
	    names[f.type - DHCPLEASEUNASSIGNED]);
	return RESPOND_SEND;
}

#include <string.h>

#include "dhcpd/exchange.h"

/* The pool that a lease is in now; NULL: its address is in no range. */
static const struct pool *
pool_of(const struct exchange *x, const struct lease *l)
{
	return l->pool == LEASE_NO_POOL ? NULL :
	    x->r->config->pools[l->pool];
}

bool
permitted(const struct exchange *x, const struct lease *l,
    const struct pool **pool)
{
	*pool = pool_of(x, l);
	return *pool != NULL && (*pool)->network == x->network &&
	    scope_permitted(x->r->scope, *pool, x->r->now);
}

void
choose_lease(struct exchange *x, struct lease *l, const struct pool *pool)
{
	x->lease = l;
	x->pool = pool;
	x->address = l->addr;
	x->subnet = config_subnet(x->r->config, l->addr);
	x->tenure.leased = true;
	x->tenure.address = l->addr;
	x->tenure.bindings = &x->bindings;
	x->reply->lease = l;
	binding_free(&x->bindings);
	if (is_clients(x, l))
		load_bindings(&x->bindings, l);
}

void
choose_fixed(struct exchange *x, const struct host *host,
    struct subnet *subnet, uint32_t address)
{
	x->host = host;
	x->subnet = subnet;
	x->address = address;
	x->tenure.leased = true;
	x->tenure.is_static = true;
	x->tenure.address = address;
	x->tenure.host_name = host->name;
	x->tenure.bindings = &x->bindings;
}

/* Of two leases of a client, the one to go on with. */
static bool
better(const struct lease *l, const struct lease *than)
{
	if (than == NULL)
		return true;
	if ((l->state == LEASE_ACTIVE) != (than->state == LEASE_ACTIVE))
		return l->state == LEASE_ACTIVE;
	return l->cltt > than->cltt;
}

static bool
usable(const struct exchange *x, const struct lease *l,
    const struct pool **pool)
{
	return l->state != LEASE_ABANDONED && permitted(x, l, pool);
}

static struct lease *
lease_of_uid(const struct exchange *x, const struct pool **pool)
{
	struct lease *best = NULL, *l = lease_by_uid(x->r->leases, x->uid);
	const struct pool *its;
	int n;

	for (n = 0; l != NULL && n < LEASE_CHAIN; n++) {
		if (usable(x, l, &its) && better(l, best)) {
			best = l;
			*pool = its;
		}
		l = lease_next_uid(x->r->leases, l);
	}
	return best;
}

/*
 * A client that gives a client-id takes over a lease that was made without
 * one for its hardware; one that gives none, any (facts 3.2).
 */
static struct lease *
lease_of_hardware(const struct exchange *x, const struct pool **pool)
{
	struct lease *best = NULL;
	struct lease *l = lease_by_hardware(x->r->leases, &x->p->hardware);
	const struct pool *its;
	int n;

	for (n = 0; l != NULL && n < LEASE_CHAIN; n++) {
		if ((x->uid.data == NULL ||
		    lease_item(l, LEASE_UID).data == NULL) &&
		    usable(x, l, &its) && better(l, best)) {
			best = l;
			*pool = its;
		}
		l = lease_next_hardware(x->r->leases, l);
	}
	return best;
}

struct lease *
clients_lease(const struct exchange *x, const struct pool **pool)
{
	struct lease *l = NULL;

	if (x->uid.data != NULL)
		l = lease_of_uid(x, pool);
	if (l == NULL)
		l = lease_of_hardware(x, pool);
	return l;
}

/* Option 50, if it is free and permitted. */
static struct lease *
asked_for(const struct exchange *x, const struct pool **pool)
{
	uint32_t addr = packet_u32(x->p, OPT_REQUESTED);
	const struct range *range = config_range(x->r->config, addr);
	struct lease *l;

	if (addr == 0 || range == NULL || range->pool->network != x->network
	    || !scope_permitted(x->r->scope, range->pool, x->r->now))
		return NULL;
	l = lease_at(x->r->leases, addr);
	if (l == NULL || l->state == LEASE_ACTIVE ||
	    l->state == LEASE_ABANDONED ||
	    (l->flags & (LEASE_F_OFFERED | LEASE_F_RESERVED)) != 0 ||
	    !permitted(x, l, pool))
		return NULL;
	return l;
}

/* What a pool has for somebody new; how is one of the three below. */
typedef struct lease *take(struct exchange *, uint32_t pool);

static struct lease *
take_free(struct exchange *x, uint32_t pool)
{
	return lease_oldest_free(x->r->leases, pool);
}

/* An offer that nobody took up at once, when all is on offer. */
static struct lease *
take_offer(struct exchange *x, uint32_t pool)
{
	struct lease *l = lease_oldest_offer(x->r->leases, pool);

	if (l == NULL || l->offered > x->r->now + OFFER_TIME - OFFER_MIN)
		return NULL;
	lease_unoffer(x->r->leases, l);
	return l;
}

static struct lease *
take_abandoned(struct exchange *x, uint32_t pool)
{
	return lease_oldest_abandoned(x->r->leases, pool);
}

static struct lease *
somebody_new(struct exchange *x, const struct pool **pool, bool *none_allowed)
{
	static take *const ways[] = { take_free, take_offer, take_abandoned };
	const struct pool *p;
	struct lease *l;
	size_t i;

	*none_allowed = true;
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		for (p = x->network->pools; p != NULL; p = p->next) {
			if (!scope_permitted(x->r->scope, p, x->r->now))
				continue;
			*none_allowed = false;
			l = ways[i](x, p->index);
			if (l != NULL) {
				*pool = p;
				return l;
			}
		}
	return NULL;
}

/* Does a class with a limit have room for it? */
static bool
has_room(const struct exchange *x, const struct lease *l)
{
	bool full = false;

	(void)scope_billing(x->r->scope, l->state == LEASE_ACTIVE ?
	    billed(x->r, l, false) : NULL, &full);
	return !full;
}

bool
allocate(struct exchange *x, const char **why)
{
	const struct pool *pool = NULL;
	const struct host *host;
	struct subnet *subnet = NULL;
	uint32_t address;
	struct lease *l;
	bool none_allowed = false;

	host = scope_host(x->r->scope, x->network, &subnet, &address);
	if (host != NULL && subnet != NULL) {
		choose_fixed(x, host, subnet, address);
		return true;
	}
	l = clients_lease(x, &pool);
	if (l == NULL)
		l = asked_for(x, &pool);
	if (l == NULL)
		l = somebody_new(x, &pool, &none_allowed);
	if (l == NULL) {
		*why = none_allowed ? "no permitted ranges" :
		    "no free leases";
		return false;
	}
	if (!has_room(x, l)) {
		*why = "no available billing";
		return false;
	}
	choose_lease(x, l, pool);
	return true;
}

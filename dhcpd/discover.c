#include <string.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

/* check-secs-byte-order: many clients write it little-endian (facts 3.5). */
static uint32_t
seconds_waited(struct exchange *x)
{
	uint16_t secs = x->p->secs;

	if (secs > 255 && (secs & 255) == 0 &&
	    scope_flag(x->r->scope, PARAM_CHECK_SECS_BYTE_ORDER, false))
		secs = (uint16_t)(secs >> 8);
	return secs;
}

/*
 * Somebody might have the address without us knowing; who had it of us a
 * minute ago, has it still.
 */
static bool
needs_probe(struct exchange *x, const struct lease *l)
{
	struct scope *s = x->r->scope;
	uint32_t ms;

	if (l == NULL || !scope_flag(s, PARAM_PING_CHECK, true))
		return false;
	if (l->state == LEASE_ACTIVE &&
	    x->r->now - l->cltt < scope_number(s, PARAM_PING_CLTT_SECS,
	    PING_CLTT))
		return false;
	ms = scope_number(s, PARAM_PING_TIMEOUT_MS, 0);
	if (ms == 0)
		ms = 1000 * scope_number(s, PARAM_PING_TIMEOUT, 1);
	if (ms == 0 || ms > 60 * PING_TIMEOUT)
		ms = PING_TIMEOUT;
	x->reply->probe = l->addr;
	x->reply->probe_ms = ms;
	x->reply->probe_arp = scope_flag(s, PARAM_ARP_CHECK, true);
	return true;
}

/*
 * RFC 2563: nobody has an address for it, and it shall not make one up
 * either, if so configured.
 */
static enum outcome
offer_nothing(struct exchange *x)
{
	struct bytes value;

	x->reply->lease = NULL;
	if (!packet_has(x->p, OPT_AUTO_CONFIG))
		return RESPOND_NOTHING;
	value = scope_option(x->r->scope, OPT_AUTO_CONFIG);
	if (value.len != 1 || value.data[0] != 0)
		return RESPOND_NOTHING;
	x->address = 0;
	build_reply(x, DHCPOFFER, 0);
	x->reply->target = TARGET_BROADCAST;
	x->reply->address = UINT32_MAX;
	return RESPOND_SEND;
}

/* The offer, in memory only: nothing of it goes to the disk. */
static bool
hold(struct exchange *x)
{
	struct lease *l = x->lease;
	uint8_t items[LEASE_ITEM_HEAD + 255];
	size_t n = 0;

	if (l == NULL || l->state == LEASE_ACTIVE)
		return true;
	if (!is_clients(x, l)) {
		if (x->uid.data != NULL)
			n = lease_item_write(items, sizeof(items), LEASE_UID,
			    x->uid);
		if (lease_replace(x->r->leases, l, &x->p->hardware, items, n)
		    == -1)
			return false;
	}
	lease_offer(x->r->leases, l, x->r->now + OFFER_TIME);
	return true;
}

/* RFC 4039: both ends want it, so the binding is made at once. */
static bool
rapid(struct exchange *x)
{
	return packet_has(x->p, OPT_RAPID_COMMIT) &&
	    scope_flag(x->r->scope, PARAM_RAPID_COMMIT, false);
}

static enum outcome
commit_at_once(struct exchange *x, uint32_t seconds)
{
	char addr[ADDRESS_TEXT];

	if (x->lease != NULL && !bind_lease(x, lease_end(x, seconds)))
		return RESPOND_NOTHING;
	enter(x, SCOPE_LOOK);
	build_reply(x, DHCPACK, seconds);
	say(x, LOG_INFO, "DHCPACK on %s to %s (rapid commit)",
	    address_text(x->address, addr), x->who);
	return x->lease != NULL ? RESPOND_COMMIT : RESPOND_SEND;
}

enum outcome
do_discover(struct exchange *x)
{
	const char *why = "";
	char addr[ADDRESS_TEXT];
	uint32_t seconds;
	bool probing;

	if (seconds_waited(x) < scope_number(x->r->scope, PARAM_MIN_SECS, 0)) {
		say(x, LOG_INFO, "DHCPDISCOVER from %s: load balance or "
		    "min-secs: not yet", x->who);
		return RESPOND_NOTHING;
	}
	if (!allocate(x, &why)) {
		say(x, LOG_INFO, "DHCPDISCOVER from %s: network %s: %s",
		    x->who, x->network->name, why);
		return offer_nothing(x);
	}
	say(x, LOG_INFO, "DHCPDISCOVER from %s", x->who);
	enter(x, SCOPE_LOOK);
	identify(x);
	seconds = lease_time(x);
	x->tenure.lease_time = seconds;
	if (rapid(x))
		return commit_at_once(x, seconds);
	if (!hold(x))
		return RESPOND_NOTHING;
	probing = needs_probe(x, x->lease);
	build_reply(x, DHCPOFFER, seconds);
	say(x, LOG_INFO, "DHCPOFFER on %s to %s",
	    address_text(x->address, addr), x->who);
	return probing ? RESPOND_PROBE : RESPOND_SEND;
}

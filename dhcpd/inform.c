#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

/* RFC 2131 section 4.3.3: somebody else is there, or the client thinks so. */
enum outcome
do_decline(struct exchange *x)
{
	uint32_t addr = packet_u32(x->p, OPT_REQUESTED);
	struct lease *l = lease_find(x->r->leases, addr);
	uint32_t sid = packet_u32(x->p, OPT_SERVER_ID);
	const char *what = "not found";
	char text[ADDRESS_TEXT];

	if (sid != 0 && sid != x->server &&
	    (x->r->ours == NULL || !x->r->ours(x->r->arg, sid)))
		what = "not for this server";
	else if (!scope_flag(x->r->scope, PARAM_DECLINES, true))
		what = "ignored";
	else if (l != NULL && is_clients(x, l) &&
	    (l->state == LEASE_ACTIVE || (l->flags & LEASE_F_OFFERED) != 0)) {
		abandon_lease(x->r, l, "declined.");
		what = "abandoned";
	}
	say(x, LOG_INFO, "DHCPDECLINE of %s from %s: %s",
	    address_text(addr, text), x->who, what);
	return RESPOND_NOTHING;
}

/* RFC 2131 section 4.3.4: by its owner only. */
enum outcome
do_release(struct exchange *x)
{
	uint32_t addr = x->p->ciaddr;
	struct lease *l;
	char text[ADDRESS_TEXT];
	bool found;

	if (addr == 0)		/* RFC 1541 clients */
		addr = packet_u32(x->p, OPT_REQUESTED);
	l = lease_find(x->r->leases, addr);
	found = l != NULL && l->state == LEASE_ACTIVE && is_clients(x, l);
	if (found)
		free_lease(x->r, l, EVENT_RELEASE, &x->view);
	say(x, LOG_INFO, "DHCPRELEASE of %s from %s (%sfound)",
	    address_text(addr, text), x->who, found ? "" : "not ");
	return RESPOND_NOTHING;
}

/* RFC 2131 section 4.3.5: it has an address, and wants the rest. */
enum outcome
do_inform(struct exchange *x)
{
	uint32_t addr = x->p->ciaddr != 0 ? x->p->ciaddr : x->a->source;
	const struct subnet *s = config_subnet(x->r->config, addr);
	char text[ADDRESS_TEXT], mac[HARDWARE_TEXT];

	address_text(addr, text);
	if (s != NULL && x->p->giaddr == 0)
		relocate(x, s);
	if (x->network == NULL || (s == NULL && x->p->giaddr == 0)) {
		say(x, LOG_INFO, "DHCPINFORM from %s via %s: unknown subnet "
		    "for %s address %s", text, x->via, x->p->giaddr != 0 ?
		    "relay" : "client", x->p->giaddr != 0 ? x->via : text);
		return RESPOND_NOTHING;
	}
	enter(x, SCOPE_LOOK);
	identify(x);
	if (!scope_flag(x->r->scope, PARAM_AUTHORITATIVE, false)) {
		say(x, LOG_INFO, "DHCPINFORM from %s via %s: not "
		    "authoritative for subnet %s", text, x->via,
		    x->network->name);
		return RESPOND_NOTHING;
	}
	say(x, LOG_INFO, "DHCPINFORM from %s via %s", text, x->via);
	build_reply(x, DHCPACK, 0);
	say(x, LOG_INFO, "DHCPACK to %s (%s) via %s", text,
	    hardware_text(&x->p->hardware, mac), x->via);
	return RESPOND_SEND;
}

#include <syslog.h>

#include "dhcpd/exchange.h"

/* An address of a range that is marked dynamic-bootp, for ever. */
static bool
bootp_lease(struct exchange *x)
{
	const char *why = "";
	uint32_t seconds;

	if (!scope_flag(x->r->scope, PARAM_DYNAMIC_BOOTP, true) ||
	    !x->p->cookie || !allocate(x, &why) || x->lease == NULL)
		return false;
	enter(x, SCOPE_LOOK);
	seconds = lease_time(x);
	x->tenure.lease_time = seconds;
	return bind_lease(x, lease_end(x, seconds));
}

/*
 * RFC 951, RFC 1534.  What has another cookie than ours may be anything: it
 * is answered only for a host that is declared.
 */
enum outcome
do_bootp(struct exchange *x)
{
	struct subnet *subnet = NULL;
	const struct host *host;
	char addr[ADDRESS_TEXT], mac[HARDWARE_TEXT];
	uint32_t fixed;

	if (!scope_flag(x->r->scope, PARAM_ALLOW_BOOTP, true)) {
		if (!scope_ignored(x->r->scope, PARAM_ALLOW_BOOTP))
			say(x, LOG_INFO, "BOOTREQUEST from %s: bootp "
			    "disallowed", x->who);
		return RESPOND_NOTHING;
	}
	host = scope_host(x->r->scope, x->network, &subnet, &fixed);
	if (host != NULL && subnet != NULL) {
		choose_fixed(x, host, subnet, fixed);
		enter(x, SCOPE_ACT);
	} else if (!bootp_lease(x)) {
		say(x, LOG_INFO, "BOOTREQUEST from %s: BOOTP from dynamic "
		    "client and no dynamic leases", x->who);
		return RESPOND_NOTHING;
	}
	say(x, LOG_INFO, "BOOTREQUEST from %s", x->who);
	identify(x);
	build_reply(x, BOOTP, 0);
	address_text(x->address, addr);
	if (x->lease != NULL)
		say(x, LOG_INFO, "BOOTREPLY on %s to %s", addr, x->who);
	else
		say(x, LOG_INFO, "BOOTREPLY for %s to %s (%s) via %s", addr,
		    x->host->name, hardware_text(&x->p->hardware, mac),
		    x->via);
	return x->lease != NULL ? RESPOND_COMMIT : RESPOND_SEND;
}

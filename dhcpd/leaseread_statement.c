/* leaseread_statement: a statement of a lease, by its first word. */
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/leaseread.h"
#include "dhcpd/leasetext.h"

static bool
state(struct reader *r, uint8_t *to)
{
	struct bytes w = read_word(r);
	size_t i;

	for (i = 1; i < leasetext_nstates; i++)
		if (read_is(w, leasetext_states[i])) {
			*to = (uint8_t)i;
			return read_semicolon(r);
		}
	if (read_is(w, "bootp") || read_is(w, "reserved")) {	/* of ISC 3 */
		*to = LEASE_ACTIVE;
		r->lease.flags |= read_is(w, "bootp") ? LEASE_F_BOOTP :
		    LEASE_F_RESERVED;
		return read_semicolon(r);
	}
	return read_wrong(r, "unknown binding state");
}

/* "binding state X;", the words before it having been read. */
static bool
binding(struct reader *r, uint8_t *to)
{
	return (read_is(read_word(r), "state") && state(r, to)) ||
	    read_wrong(r, "binding state expected");
}

static bool
other_binding(struct reader *r, uint8_t *to)
{
	return (read_is(read_word(r), "binding") && binding(r, to)) ||
	    read_wrong(r, "binding state expected");
}

static bool
hardware(struct reader *r)
{
	struct hardware *h = &r->lease.hardware;
	struct bytes w = read_word(r);
	uint64_t n;
	size_t i, len;

	for (i = 0; i < leasetext_nhardware; i++)
		if (read_is(w, leasetext_hardware[i].name))
			break;
	if (i < leasetext_nhardware)
		h->type = leasetext_hardware[i].type;
	else if (w.len > 8 && strncasecmp((const char *)w.data, "unknown-",
	    8) == 0 && scan_digits((const char *)w.data + 8, w.len - 8, 255,
	    &n) == w.len - 8)
		h->type = (uint8_t)n;
	else
		return read_wrong(r, "unknown hardware type");
	memset(h->addr, 0, sizeof(h->addr));
	if (!read_octets(r, h->addr, sizeof(h->addr), &len))
		return false;
	h->len = (uint8_t)len;
	return read_semicolon(r);
}

static bool
failover_time(struct reader *r, enum lease_item_kind kind)
{
	uint8_t four[4];
	uint32_t when;

	if (!read_date(r, &when))
		return false;
	put_u32(four, when);
	return read_item(r, kind, four, sizeof(four));
}

static bool
flag(struct reader *r, uint8_t bit)
{
	r->lease.flags |= bit;
	return read_semicolon(r);
}

/* One statement, whose first word is w; from is where it begins. */
bool
read_statement(struct reader *r, struct bytes w, const char *from)
{
	struct lease *l = &r->lease;

	if (read_is(w, "starts"))
		return read_date(r, &l->starts);
	if (read_is(w, "ends"))
		return read_date(r, &l->ends);
	if (read_is(w, "cltt"))
		return read_date(r, &l->cltt);
	if (read_is(w, "binding"))
		return binding(r, &l->state);
	if (read_is(w, "next"))
		return other_binding(r, &l->next_state);
	if (read_is(w, "rewind"))
		return other_binding(r, &l->rewind_state);
	if (read_is(w, "hardware"))
		return hardware(r);
	if (read_is(w, "uid"))
		return read_uid(r);
	if (read_is(w, "client-hostname"))
		return read_hostname(r);
	if (read_is(w, "set"))
		return read_set(r, from);
	if (read_is(w, "tstp"))
		return read_date(r, &l->tstp);
	if (read_is(w, "option"))
		return read_agent(r, from);
	if (read_is(w, "on"))
		return read_other(r, LEASE_ON, from);
	if (read_is(w, "billing"))
		return read_billing(r, from);
	if (read_is(w, "tsfp"))
		return failover_time(r, LEASE_TSFP);
	if (read_is(w, "atsfp"))
		return failover_time(r, LEASE_ATSFP);
	if (read_is(w, "reserved"))
		return flag(r, LEASE_F_RESERVED);
	if (read_is(w, "dynamic-bootp") || read_is(w, "bootp"))
		return flag(r, LEASE_F_BOOTP);
	if (read_is(w, "abandoned")) {
		r->abandoned = true;
		return read_semicolon(r);
	}
	return read_other(r, LEASE_OTHER, from);
}

/* wish: the options of a reply. */
#include <string.h>

#include "dhcpd/wish.h"

void
wish_add(struct wish *w, uint8_t code, struct bytes value)
{
	if (value.data == NULL || w->has[code] || w->n == OPTIONS_MAX)
		return;
	w->item[w->n].code = code;
	w->item[w->n++].value = value;
	w->has[code] = true;
}

static struct bytes
four(uint8_t buf[4], uint32_t n)
{
	struct bytes value = { buf, 4 };

	put_u32(buf, n);
	return value;
}

static bool
starts_with(const struct packet *p, uint8_t code, const char *text)
{
	const struct bytes *o = &p->options[code];
	size_t len = strlen(text);

	return o->len >= len && memcmp(o->data, text, len) == 0;
}

bool
wish_pxe(const struct packet *p)
{
	return packet_has(p, OPT_ARCHITECTURE) ||
	    packet_has(p, OPT_PXE_CLIENT_ID) ||
	    starts_with(p, OPT_VENDOR_CLASS, "PXEClient");
}

/* T1 and T2, RFC 2131 section 4.4.5. */
static struct bytes
renewal_time(struct wish *w, uint8_t code, uint32_t seconds)
{
	const struct bytes none = { NULL, 0 };

	if (seconds == 0)
		return none;
	if (seconds == LEASE_NEVER)
		return four(code == OPT_RENEWAL ? w->renewal : w->rebinding,
		    LEASE_NEVER);
	if (code == OPT_RENEWAL)
		return four(w->renewal, seconds / 2);
	return four(w->rebinding, (uint32_t)((uint64_t)seconds * 7 / 8));
}

/*
 * T1 and T2 as they are configured; not if the client would renew behind T2
 * or the end of its lease (as ISC, measured).
 */
static struct bytes
configured_time(struct exchange *x, uint8_t code, uint32_t seconds)
{
	const struct bytes none = { NULL, 0 };
	struct bytes value = scope_option(x->r->scope, code), t2;
	uint32_t most = seconds;

	if (code == OPT_RENEWAL) {
		t2 = scope_option(x->r->scope, OPT_REBINDING);
		if (t2.len == 4 && get_u32(t2.data) < most)
			most = get_u32(t2.data);
	}
	return value.len == 4 && get_u32(value.data) < most ? value : none;
}

/* What there is when the configuration says nothing. */
static struct bytes
implied(struct exchange *x, struct wish *w, uint8_t code, uint32_t seconds)
{
	const struct subnet *s = x->subnet != NULL ? x->subnet : x->link;
	struct bytes value = { NULL, 0 };

	switch (code) {
	case OPT_SUBNET_MASK:
		if (s != NULL)
			return four(w->mask, s->mask);
		break;
	case OPT_HOST_NAME:
		if (x->host != NULL && scope_flag(x->r->scope,
		    PARAM_USE_HOST_DECL_NAMES, false)) {
			value.data = (const uint8_t *)x->host->name;
			value.len = strlen(x->host->name);
		}
		break;
	case OPT_SERVER_NAME:
		return scope_text(x->r->scope, PARAM_SERVER_NAME);
	case OPT_FILENAME:
		return scope_text(x->r->scope, PARAM_FILENAME);
	case OPT_RENEWAL:
	case OPT_REBINDING:
		return renewal_time(w, code, seconds);
	default:
		break;
	}
	return value;
}

/* Hardly any may (RFC 2132); to say "" is to say that it is not sent. */
static bool
may_be_empty(const struct exchange *x, uint8_t code)
{
	const struct option *d = option_coded(x->r->config->options.dhcp,
	    code);

	return d != NULL && d->type[0] == 'Z';
}

static void
want_code(struct exchange *x, struct wish *w, uint8_t code, uint32_t seconds)
{
	struct bytes value;

	switch (code) {
	case OPT_PAD:
	case OPT_REQUESTED:
	case OPT_LEASE_TIME:
	case OPT_OVERLOAD:
	case OPT_MESSAGE_TYPE:
	case OPT_SERVER_ID:
	case OPT_PARAMETERS:
	case OPT_MAX_SIZE:
	case OPT_CLIENT_ID:
	case OPT_FQDN:
	case OPT_AGENT:
	case OPT_END:
		return;			/* not by wish */
	case OPT_RENEWAL:
	case OPT_REBINDING:
		if (seconds == 0)	/* RFC 2131 section 4.3.5: no lease */
			return;
		break;
	default:
		break;
	}
	if (code == OPT_ROUTERS && x->address != 0 && scope_flag(x->r->scope,
	    PARAM_USE_LEASE_ADDR_FOR_DEFAULT_ROUTE, false))
		value = four(w->route, x->address);
	else if (code == OPT_RENEWAL || code == OPT_REBINDING)
		value = configured_time(x, code, seconds);
	else if (x->p->nul)		/* facts 3.2: it wants that back */
		value = scope_option_ended(x->r->scope, code);
	else
		value = scope_option(x->r->scope, code);
	if (value.data != NULL && value.len == 0 && !may_be_empty(x, code))
		return;
	if (value.data == NULL)
		value = implied(x, w, code, seconds);
	wish_add(w, code, value);
}

/* RFC 2132 section 3.3: the mask comes before the routers. */
static void
want_list(struct exchange *x, struct wish *w, struct bytes list,
    uint32_t seconds)
{
	size_t i;

	for (i = 0; i < list.len; i++) {
		if (list.data[i] == OPT_ROUTERS && (seconds != 0 ||
		    memchr(list.data, OPT_SUBNET_MASK, list.len) != NULL))
			want_code(x, w, OPT_SUBNET_MASK, seconds);
		want_code(x, w, list.data[i], seconds);
	}
}

/* For a client that asks for nothing: everything, the common first. */
static void
want_all(struct exchange *x, struct wish *w, uint32_t seconds)
{
	static const uint8_t first[] = {
		OPT_SUBNET_MASK, OPT_ROUTERS, 6, OPT_HOST_NAME, 15
	};
	const struct bytes common = { first, sizeof(first) };
	uint8_t codes[256];
	struct bytes all = { codes, 0 };

	want_list(x, w, common, seconds);
	all.len = scope_codes(x->r->scope, codes);
	want_list(x, w, all, seconds);
}

/* What is sent unasked, as ISC does (measured). */
static void
want_rest(struct exchange *x, struct wish *w, uint32_t seconds)
{
	struct scope *s = x->r->scope;
	const struct packet *p = x->p;
	const struct bytes http = { (const uint8_t *)"HTTPClient", 10 };

	if (seconds != 0) {
		wish_add(w, OPT_RENEWAL, configured_time(x, OPT_RENEWAL,
		    seconds));
		wish_add(w, OPT_REBINDING, configured_time(x, OPT_REBINDING,
		    seconds));
		want_code(x, w, OPT_SUBNET_MASK, seconds);
	}
	wish_add(w, OPT_MESSAGE, scope_option(s, OPT_MESSAGE));
	if (starts_with(p, OPT_VENDOR_CLASS, "HTTPClient") || wish_pxe(p))
		wish_add(w, OPT_VENDOR_CLASS,
		    scope_option(s, OPT_VENDOR_CLASS));
	if (starts_with(p, OPT_VENDOR_CLASS, "HTTPClient"))
		wish_add(w, OPT_VENDOR_CLASS, http);	/* facts 3.6 */
	if (wish_pxe(p))
		wish_add(w, OPT_PXE_CLIENT_ID, p->options[OPT_PXE_CLIENT_ID]);
	if (packet_has(p, OPT_AUTO_CONFIG))
		wish_add(w, OPT_AUTO_CONFIG, scope_option(s, OPT_AUTO_CONFIG));
	wish_add(w, OPT_FQDN, fqdn_reply(x, w->fqdn));
	if (scope_flag(s, PARAM_ECHO_CLIENT_ID, false))
		wish_add(w, OPT_CLIENT_ID, p->options[OPT_CLIENT_ID]);
}

void
wish_agent(struct exchange *x, struct wish *w)
{
	const struct bytes *o = &x->p->options[OPT_AGENT];

	if (o->len > 0)			/* RFC 3046 section 2.2 */
		wish_add(w, OPT_AGENT, *o);
}

void
wish_gather(struct exchange *x, struct wish *w, uint8_t type,
    uint32_t seconds)
{
	const struct bytes identifier = { x->identifier, 4 };
	const struct bytes kind = { w->type, 1 };
	struct bytes list = scope_option(x->r->scope, OPT_PARAMETERS);
	const struct bytes empty = { w->type, 0 };

	w->type[0] = type;
	if (type != BOOTP) {
		wish_add(w, OPT_MESSAGE_TYPE, kind);
		wish_add(w, OPT_SERVER_ID, identifier);
		if (seconds != 0)
			wish_add(w, OPT_LEASE_TIME, four(w->seconds, seconds));
	}
	if (type == DHCPACK && x->p->type == DHCPDISCOVER)
		wish_add(w, OPT_RAPID_COMMIT, empty);
	if (list.data == NULL)
		list = x->p->options[OPT_PARAMETERS];
	if (list.len > 0)
		want_list(x, w, list, seconds);
	else
		want_all(x, w, seconds);
	want_rest(x, w, seconds);
	wish_agent(x, w);
}

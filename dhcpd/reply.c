#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

#define OPTIONS_MAX	300	/* 255 codes, and those of a list of 255 */
#define BOOTP_MAX	(PACKET_HEADER + PACKET_VEND)

/* The options of one reply, and room for those made here. */
struct wish {
	struct packet_option item[OPTIONS_MAX];
	size_t		 n;
	bool		 has[256];
	uint8_t		 type[1];
	uint8_t		 seconds[4], renewal[4], rebinding[4];
	uint8_t		 mask[4], route[4];
	uint8_t		 fqdn[FQDN_MAX];
};

static void
want(struct wish *w, uint8_t code, struct bytes value)
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

static bool
is_pxe(const struct packet *p)
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
	else if (x->p->nul)		/* facts 3.2: it wants that back */
		value = scope_option_ended(x->r->scope, code);
	else
		value = scope_option(x->r->scope, code);
	if (value.data == NULL)
		value = implied(x, w, code, seconds);
	want(w, code, value);
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
		want(w, OPT_RENEWAL, scope_option(s, OPT_RENEWAL));
		want(w, OPT_REBINDING, scope_option(s, OPT_REBINDING));
		want_code(x, w, OPT_SUBNET_MASK, seconds);
	}
	want(w, OPT_MESSAGE, scope_option(s, OPT_MESSAGE));
	if (starts_with(p, OPT_VENDOR_CLASS, "HTTPClient") || is_pxe(p))
		want(w, OPT_VENDOR_CLASS, scope_option(s, OPT_VENDOR_CLASS));
	if (starts_with(p, OPT_VENDOR_CLASS, "HTTPClient"))
		want(w, OPT_VENDOR_CLASS, http);	/* facts 3.6 */
	if (is_pxe(p))
		want(w, OPT_PXE_CLIENT_ID, p->options[OPT_PXE_CLIENT_ID]);
	if (packet_has(p, OPT_AUTO_CONFIG))
		want(w, OPT_AUTO_CONFIG, scope_option(s, OPT_AUTO_CONFIG));
	want(w, OPT_FQDN, fqdn_reply(x, w->fqdn));
	if (scope_flag(s, PARAM_ECHO_CLIENT_ID, false))
		want(w, OPT_CLIENT_ID, p->options[OPT_CLIENT_ID]);
}

static void
want_agent(struct exchange *x, struct wish *w)
{
	const struct bytes *o = &x->p->options[OPT_AGENT];

	if (o->len > 0)			/* RFC 3046 section 2.2 */
		want(w, OPT_AGENT, *o);
}

static void
gather(struct exchange *x, struct wish *w, uint8_t type, uint32_t seconds)
{
	const struct bytes identifier = { x->identifier, 4 };
	const struct bytes kind = { w->type, 1 };
	struct bytes list = scope_option(x->r->scope, OPT_PARAMETERS);
	const struct bytes empty = { w->type, 0 };

	w->type[0] = type;
	if (type != BOOTP) {
		want(w, OPT_MESSAGE_TYPE, kind);
		want(w, OPT_SERVER_ID, identifier);
		if (seconds != 0)
			want(w, OPT_LEASE_TIME, four(w->seconds, seconds));
	}
	if (type == DHCPACK && x->p->type == DHCPDISCOVER)
		want(w, OPT_RAPID_COMMIT, empty);
	if (list.data == NULL)
		list = x->p->options[OPT_PARAMETERS];
	if (list.len > 0)
		want_list(x, w, list, seconds);
	else
		want_all(x, w, seconds);
	want_rest(x, w, seconds);
	want_agent(x, w);
}

/* --- the header */

/* What comes back from the request (RFC 2131 table 3). */
static void
begin_header(struct exchange *x, struct packet *h)
{
	const struct packet *p = x->p;

	memset(h, 0, offsetof(struct packet, raw));
	h->op = BOOTREPLY;
	h->hardware = p->hardware;
	h->hlen = p->hlen <= PACKET_CHADDR ? p->hlen : PACKET_CHADDR;
	h->hops = p->hops;
	h->xid = p->xid;
	h->flags = p->flags;
	h->giaddr = p->giaddr;
	memcpy(h->chaddr, p->chaddr, PACKET_CHADDR);
}

/*
 * A name for a field of the header; one that is too long for it goes where
 * options are, as 66 or 67.
 */
static void
put_name(struct wish *w, uint8_t code, uint8_t *field, size_t size,
    struct bytes name)
{
	if (name.len == 0)
		return;
	if (name.len <= size)
		memcpy(field, name.data, name.len);
	else
		want(w, code, name);
}

static void
put_boot(struct exchange *x, struct wish *w, struct packet *h)
{
	struct scope *s = x->r->scope;

	/* A BOOTP client boots from who answers it (RFC 951). */
	if (x->p->type == BOOTP)
		h->siaddr = x->server;
	(void)scope_address(s, PARAM_NEXT_SERVER, &h->siaddr);
	put_name(w, OPT_FILENAME, h->file, PACKET_FILE, scope_text(s,
	    PARAM_FILENAME));
	put_name(w, OPT_SERVER_NAME, h->sname, PACKET_SNAME,
	    scope_text(s, PARAM_SERVER_NAME));
}

/* How much the client takes (facts 3.5), and where. */
static void
lay_out(const struct exchange *x, uint8_t type, struct packet_layout *layout)
{
	const struct bytes *o = &x->p->options[OPT_MAX_SIZE];
	size_t size = o->len == 2 ? get_u16(o->data) : 0;

	layout->cookie = true;
	layout->use_file = layout->use_sname = !is_pxe(x->p);
	if (type == BOOTP) {
		layout->cookie = x->p->cookie ||
		    scope_flag(x->r->scope, PARAM_ALWAYS_REPLY_RFC1048, false);
		layout->use_file = layout->use_sname = false;
		layout->max = x->p->raw.len;
		if (layout->max < BOOTP_MAX)
			layout->max = BOOTP_MAX;
		if (layout->max > PACKET_REPLY - PACKET_UDP)
			layout->max = PACKET_REPLY - PACKET_UDP;
		return;
	}
	if (size < PACKET_SIZE_MIN)
		size = PACKET_SIZE_MIN;
	if (size > PACKET_REPLY)
		size = PACKET_REPLY;
	layout->max = size - PACKET_UDP;
}

/* --- where it goes: facts 3.4, RFC 2131 section 4.1 */

static void
to_relay(struct exchange *x)
{
	struct reply *reply = x->reply;

	reply->target = TARGET_IP;
	reply->address = x->p->giaddr;
	reply->port = x->r->server_port;
	if (packet_agent(x->p, AGENT_RELAY_PORT).data != NULL)
		reply->port = x->a->source_port;	/* RFC 8357 */
	if (x->p->giaddr == 0x7f000001)
		reply->port = x->r->client_port;
}

/* A client whose hardware cannot be addressed: RFC 4390. */
static bool
faceless(const struct packet *p)
{
	return p->hlen == 0 || p->hlen > PACKET_CHADDR ||
	    p->hardware.type == HTYPE_INFINIBAND;
}

/* INFORM's sender has an address, whatever its flag (RFC 2131 4.3.5). */
static bool
is_for_all(const struct exchange *x, uint8_t type, uint16_t *flags)
{
	if (type == DHCPNAK)
		return true;
	if (scope_flag(x->r->scope, PARAM_ALWAYS_BROADCAST, false)) {
		*flags |= FLAG_BROADCAST;
		return true;
	}
	return x->p->type != DHCPINFORM && (*flags & FLAG_BROADCAST) != 0;
}

void
address_reply(struct exchange *x, uint8_t type, uint16_t *flags)
{
	const struct packet *p = x->p;
	struct reply *reply = x->reply;

	reply->source = x->server;
	reply->interface = x->a->interface;
	reply->hardware = p->hardware;
	reply->port = x->r->client_port;
	if (p->giaddr != 0 && p->type != DHCPINFORM) {
		if (type == DHCPNAK)
			*flags |= FLAG_BROADCAST;
		to_relay(x);
		return;
	}
	reply->target = TARGET_BROADCAST;
	reply->address = UINT32_MAX;
	if (is_for_all(x, type, flags))
		return;
	if (p->ciaddr != 0 && type == DHCPACK &&
	    (p->type == DHCPINFORM || !packet_has(p, OPT_SERVER_ID))) {
		reply->target = TARGET_IP;
		reply->address = p->ciaddr;
	} else if (p->type == DHCPINFORM) {
		reply->target = TARGET_IP;	/* it left ciaddr out */
		reply->address = x->a->source;
	} else if (!faceless(p)) {
		reply->target = TARGET_RAW;
		reply->address = x->address;
	}
}

void
build_reply(struct exchange *x, uint8_t type, uint32_t seconds)
{
	struct packet_layout layout;
	struct packet h;
	struct wish w;
	size_t lost;

	w.n = 0;
	memset(w.has, 0, sizeof(w.has));
	begin_header(x, &h);
	h.yiaddr = x->address;
	if (type == DHCPACK)
		h.ciaddr = x->p->ciaddr;
	gather(x, &w, type, seconds);
	put_boot(x, &w, &h);
	lay_out(x, type, &layout);
	address_reply(x, type, &h.flags);
	x->reply->len = packet_build(x->reply->packet, &h, w.item, w.n,
	    &layout, &lost);
	if (lost > 0 && type != BOOTP)
		say(x, LOG_WARNING, "%zu options do not fit in the reply to "
		    "%s", lost, x->who);
}

void
build_nak(struct exchange *x, const char *message)
{
	const struct packet_layout layout = { PACKET_SIZE_MIN - PACKET_UDP,
	    true, false, false };
	const struct bytes text = { (const uint8_t *)message,
	    strlen(message) };
	const struct bytes identifier = { x->identifier, 4 };
	const struct bytes kind = { (const uint8_t *)"\006", 1 };
	struct packet h;
	struct wish w;
	size_t lost;

	w.n = 0;
	memset(w.has, 0, sizeof(w.has));
	begin_header(x, &h);
	want(&w, OPT_MESSAGE_TYPE, kind);
	want(&w, OPT_SERVER_ID, identifier);
	want(&w, OPT_MESSAGE, text);
	if (scope_flag(x->r->scope, PARAM_ECHO_CLIENT_ID, false))
		want(&w, OPT_CLIENT_ID, x->p->options[OPT_CLIENT_ID]);
	want_agent(x, &w);
	address_reply(x, DHCPNAK, &h.flags);
	x->reply->len = packet_build(x->reply->packet, &h, w.item, w.n,
	    &layout, &lost);
}

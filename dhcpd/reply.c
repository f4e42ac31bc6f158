/* reply: an answer's header, its length, and where it goes. */
#include <stdio.h>
#include <string.h>
#include <syslog.h>

#include "dhcpd/wish.h"

#define BOOTP_MAX	(PACKET_HEADER + PACKET_VEND)

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
		wish_add(w, code, name);
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
	layout->use_file = layout->use_sname = !wish_pxe(x->p);
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
	wish_gather(x, &w, type, seconds);
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
	wish_add(&w, OPT_MESSAGE_TYPE, kind);
	wish_add(&w, OPT_SERVER_ID, identifier);
	wish_add(&w, OPT_MESSAGE, text);
	if (scope_flag(x->r->scope, PARAM_ECHO_CLIENT_ID, false))
		wish_add(&w, OPT_CLIENT_ID, x->p->options[OPT_CLIENT_ID]);
	wish_agent(x, &w);
	address_reply(x, DHCPNAK, &h.flags);
	x->reply->len = packet_build(x->reply->packet, &h, w.item, w.n,
	    &layout, &lost);
}

#include <stdio.h>
#include <string.h>

#include "dhcpd/packet_impl.h"

uint16_t
get_u16(const uint8_t *p)
{
	return (uint16_t)(p[0] << 8 | p[1]);
}

uint32_t
get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

void
put_u16(uint8_t *p, uint16_t n)
{
	p[0] = (uint8_t)(n >> 8);
	p[1] = (uint8_t)n;
}

void
put_u32(uint8_t *p, uint32_t n)
{
	p[0] = (uint8_t)(n >> 24);
	p[1] = (uint8_t)(n >> 16);
	p[2] = (uint8_t)(n >> 8);
	p[3] = (uint8_t)n;
}

/*
 * The next option of a field, RFC 2132 section 2.  False at its end, and at
 * an option cut short.
 */
static bool
next_option(const uint8_t **p, const uint8_t *end, uint8_t *code,
    struct bytes *value)
{
	while (*p < end && **p == OPT_PAD)
		(*p)++;
	if (end - *p < 2 || **p == OPT_END)
		return false;
	*code = (*p)[0];
	value->len = (*p)[1];
	value->data = *p + 2;
	if ((size_t)(end - value->data) < value->len)
		return false;
	*p = value->data + value->len;
	return true;
}

/*
 * RFC 3396: pieces of one option are one option.  All pieces of a message
 * are shorter than it, but the first one of each is copied again for each
 * that follows: what then does not fit is left out.
 */
static void
join(struct packet *p, struct bytes *to, const struct bytes *piece)
{
	size_t len = to->len + piece->len;
	uint8_t *dst = p->joined + p->used;

	if (to->data >= p->joined && to->data + to->len == dst) {
		if (piece->len > sizeof(p->joined) - p->used)
			return;		/* it was the last one joined */
		memcpy(dst, piece->data, piece->len);
		p->used += piece->len;
		to->len = len;
		return;
	}
	if (len > sizeof(p->joined) - p->used)
		return;
	memcpy(dst, to->data, to->len);
	memcpy(dst + to->len, piece->data, piece->len);
	p->used += len;
	to->data = dst;
	to->len = len;
}

static void
parse_field(struct packet *p, const uint8_t *from, size_t len)
{
	const uint8_t *end = from + len;
	struct bytes value, *to;
	uint8_t code;

	while (next_option(&from, end, &code, &value)) {
		to = &p->options[code];
		if (to->data == NULL)
			*to = value;
		else
			join(p, to, &value);
	}
}

/*
 * What clients send and nobody wants (facts 3.2).  Names and identifiers of
 * several pieces are not honest, and ISC dhcpd cannot read a lease file with
 * a string of 1500 octets.
 */
static void
tidy(struct packet *p)
{
	struct bytes *name = &p->options[OPT_HOST_NAME];
	struct bytes *id = &p->options[OPT_CLIENT_ID];
	const struct bytes none = { NULL, 0 };

	p->nul = name->len > 0 && name->data[name->len - 1] == '\0';
	while (name->len > 0 && name->data[name->len - 1] == '\0')
		name->len--;
	if (name->len == 0 || name->len > PART_MAX)
		*name = none;
	if (id->len == 0 || id->len > PART_MAX)
		*id = none;
}

/* The options field, then file, then sname (RFC 2131 section 4.1). */
static void
parse_options(struct packet *p)
{
	const struct bytes *overload = &p->options[OPT_OVERLOAD];
	uint8_t where = 0;

	parse_field(p, p->raw.data + PACKET_OPTIONS,
	    p->raw.len - PACKET_OPTIONS);
	if (overload->len == 1)
		where = overload->data[0];
	p->overload_file = (where & OVERLOAD_FILE) != 0;
	p->overload_sname = (where & OVERLOAD_SNAME) != 0;
	if (p->overload_file)
		parse_field(p, p->raw.data + AT_FILE, PACKET_FILE);
	if (p->overload_sname)
		parse_field(p, p->raw.data + AT_SNAME, PACKET_SNAME);
	tidy(p);
	if (p->options[OPT_MESSAGE_TYPE].len == 1)
		p->type = p->options[OPT_MESSAGE_TYPE].data[0];
}

bool
packet_parse(struct packet *p, const uint8_t *raw, size_t len)
{
	if (len < PACKET_HEADER || len > PACKET_MAX)
		return false;
	memset(p, 0, offsetof(struct packet, joined));
	p->raw.data = raw;
	p->raw.len = len;
	p->op = raw[AT_OP];
	p->hops = raw[AT_HOPS];
	p->hlen = raw[AT_HLEN];
	p->xid = get_u32(raw + AT_XID);
	p->secs = get_u16(raw + AT_SECS);
	p->flags = get_u16(raw + AT_FLAGS);
	p->ciaddr = get_u32(raw + AT_CIADDR);
	p->yiaddr = get_u32(raw + AT_YIADDR);
	p->siaddr = get_u32(raw + AT_SIADDR);
	p->giaddr = get_u32(raw + AT_GIADDR);
	memcpy(p->chaddr, raw + AT_CHADDR, PACKET_CHADDR);
	memcpy(p->sname, raw + AT_SNAME, PACKET_SNAME);
	memcpy(p->file, raw + AT_FILE, PACKET_FILE);
	p->hardware.type = raw[AT_HTYPE];
	if (p->hlen <= PACKET_CHADDR) {
		p->hardware.len = p->hlen;
		memcpy(p->hardware.addr, p->chaddr, p->hlen);
	}
	p->cookie = len >= PACKET_OPTIONS &&
	    get_u32(raw + PACKET_HEADER) == PACKET_COOKIE;
	if (p->cookie)
		parse_options(p);
	return true;
}

bool
packet_has(const struct packet *p, uint8_t code)
{
	return p->options[code].data != NULL;
}

uint32_t
packet_u32(const struct packet *p, uint8_t code)
{
	const struct bytes *o = &p->options[code];

	return o->len >= 4 ? get_u32(o->data) : 0;
}

struct bytes
packet_agent(const struct packet *p, uint8_t code)
{
	const struct bytes *o = &p->options[OPT_AGENT];
	const struct bytes none = { NULL, 0 };
	struct bytes value;
	size_t at = 0;

	while (o->len - at >= 2) {	/* at never passes len */
		value.data = o->data + at + 2;
		value.len = o->data[at + 1];
		if (o->len - at - 2 < value.len)
			break;
		if (o->data[at] == code)
			return value;
		at += 2 + value.len;
	}
	return none;
}

char *
hardware_text(const struct hardware *h, char text[HARDWARE_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	char *p = text;
	size_t i;

	for (i = 0; i < h->len; i++) {
		if (i > 0)
			*p++ = ':';
		*p++ = hex[h->addr[i] >> 4];
		*p++ = hex[h->addr[i] & 15];
	}
	*p = '\0';
	return text;
}

bool
hardware_equal(const struct hardware *a, const struct hardware *b)
{
	return a->type == b->type && a->len == b->len &&
	    memcmp(a->addr, b->addr, a->len) == 0;
}

char *
address_text(uint32_t addr, char text[ADDRESS_TEXT])
{
	snprintf(text, ADDRESS_TEXT, "%u.%u.%u.%u", addr >> 24,
	    addr >> 16 & 255, addr >> 8 & 255, addr & 255);
	return text;
}

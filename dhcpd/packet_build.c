/* packet_build: a packet from its header and a list of options. */
#include <string.h>

#include "dhcpd/packet_impl.h"

#define OVERLOAD_ROOM	3	/* of that option: code, length and value */

/* A field that options are written to. */
struct field {
	uint8_t	*p;
	size_t	 left;		/* END's byte is not in it */
};

/* Bytes on the wire, all pieces with code and length. */
static size_t
wire_size(const struct packet_option *o)
{
	size_t pieces = (o->value.len + PART_MAX - 1) / PART_MAX;

	return o->value.len + 2 * (pieces > 0 ? pieces : 1);
}

static void
put_piece(struct field *f, uint8_t code, const uint8_t *data, size_t len)
{
	f->p[0] = code;
	f->p[1] = (uint8_t)len;
	if (len > 0)
		memcpy(f->p + 2, data, len);
	f->p += 2 + len;
	f->left -= 2 + len;
}

/* False when it does not fit whole. */
static bool
put_option(struct field *f, const struct packet_option *o)
{
	const uint8_t *data = o->value.data;
	size_t left = o->value.len, part;

	if (wire_size(o) > f->left)
		return false;
	do {
		part = left < PART_MAX ? left : PART_MAX;
		put_piece(f, o->code, data, part);
		if (part > 0)
			data += part;
		left -= part;
	} while (left > 0);
	return true;
}

static void
put_header(uint8_t *out, const struct packet *p)
{
	memset(out, 0, PACKET_HEADER);
	out[AT_OP] = p->op;
	out[AT_HTYPE] = p->hardware.type;
	out[AT_HLEN] = p->hlen;
	out[AT_HOPS] = p->hops;
	put_u32(out + AT_XID, p->xid);
	put_u16(out + AT_SECS, p->secs);
	put_u16(out + AT_FLAGS, p->flags);
	put_u32(out + AT_CIADDR, p->ciaddr);
	put_u32(out + AT_YIADDR, p->yiaddr);
	put_u32(out + AT_SIADDR, p->siaddr);
	put_u32(out + AT_GIADDR, p->giaddr);
	memcpy(out + AT_CHADDR, p->chaddr, PACKET_CHADDR);
	memcpy(out + AT_SNAME, p->sname, PACKET_SNAME);
	memcpy(out + AT_FILE, p->file, PACKET_FILE);
}

/*
 * Into the fields, the first that has room; gives those that fit nowhere.
 * An option that two fields would have to share is not split: few clients
 * join what lies so far apart.
 */
static size_t
put_options(struct field *fields, size_t nfields,
    const struct packet_option *options, size_t n)
{
	size_t i, f, lost = 0;

	for (i = 0; i < n; i++) {
		if (options[i].code == OPT_AGENT)
			continue;
		for (f = 0; f < nfields; f++)
			if (put_option(&fields[f], &options[i]))
				break;
		lost += f == nfields;
	}
	return lost;
}

static size_t
total(const struct packet_option *options, size_t n)
{
	size_t i, sum = 0;

	for (i = 0; i < n; i++)
		sum += wire_size(&options[i]);
	return sum;
}

/* The fields beside the options field that may be used; returns the bits. */
static uint8_t
open_fields(uint8_t *out, const struct packet_layout *layout,
    struct field fields[3], size_t *n)
{
	uint8_t where = 0;

	if (layout->use_file && out[AT_FILE] == '\0') {
		fields[(*n)++] = (struct field){ out + AT_FILE,
		    PACKET_FILE - 1 };
		where |= OVERLOAD_FILE;
	}
	if (layout->use_sname && out[AT_SNAME] == '\0') {
		fields[(*n)++] = (struct field){ out + AT_SNAME,
		    PACKET_SNAME - 1 };
		where |= OVERLOAD_SNAME;
	}
	return where;
}

/* Ends the fields that got something, and says which those are. */
static uint8_t
close_fields(uint8_t *out, const struct field *fields, size_t n)
{
	uint8_t where = 0;
	size_t i;

	for (i = 1; i < n; i++) {
		if (fields[i].p == out + AT_FILE ||
		    fields[i].p == out + AT_SNAME)
			continue;
		*fields[i].p = OPT_END;
		where |= fields[i].p > out + AT_FILE ? OVERLOAD_FILE :
		    OVERLOAD_SNAME;
	}
	return where;
}

static const struct packet_option *
find_agent(const struct packet_option *options, size_t n)
{
	while (n > 0)
		if (options[--n].code == OPT_AGENT)
			return &options[n];
	return NULL;
}

size_t
packet_build(uint8_t out[PACKET_REPLY], const struct packet *p,
    const struct packet_option *options, size_t n,
    const struct packet_layout *layout, size_t *lost)
{
	const struct packet_option *agent = find_agent(options, n);
	struct field fields[3];
	size_t max = layout->max < PACKET_REPLY ? layout->max : PACKET_REPLY;
	size_t kept = agent != NULL ? wire_size(agent) : 0, nfields = 1, len;
	uint8_t where = 0;

	*lost = 0;
	put_header(out, p);
	memset(out + PACKET_HEADER, 0, PACKET_REPLY - PACKET_HEADER);
	if (!layout->cookie)
		return PACKET_MIN;
	put_u32(out + PACKET_HEADER, PACKET_COOKIE);
	fields[0] = (struct field){ out + PACKET_OPTIONS,
	    max - PACKET_OPTIONS - 1 };
	if (kept > fields[0].left) {
		agent = NULL;
		kept = 0;
		++*lost;
	}
	if (total(options, n) > fields[0].left)
		where = open_fields(out, layout, fields, &nfields);
	if (where != 0 && fields[0].left >= kept + OVERLOAD_ROOM)
		kept += OVERLOAD_ROOM;
	else
		nfields = 1;
	fields[0].left -= kept;
	*lost += put_options(fields, nfields, options, n);
	fields[0].left += kept;
	where = close_fields(out, fields, nfields);
	if (where != 0)
		put_piece(&fields[0], OPT_OVERLOAD, &where, 1);
	if (agent != NULL)
		put_option(&fields[0], agent);
	*fields[0].p++ = OPT_END;
	len = (size_t)(fields[0].p - out);
	return len > PACKET_MIN ? len : PACKET_MIN;
}

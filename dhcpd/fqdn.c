/* fqdn: the answer to option 81, RFC 4702 section 4. */
#include <string.h>

#include "dhcpd/exchange.h"

enum { S = 1, O = 2, E = 4, N = 8 };

/* ISC's names for the parts: fqdn.no-client-update and so on. */
enum {
	PART_NO_CLIENT_UPDATE = 1,
	PART_SERVER_UPDATE = 2,
	PART_HOSTNAME = 6,
	PART_DOMAINNAME = 7,
	PART_FQDN = 8
};

#define HEAD	3		/* flags, two octets of RCODE */
#define LABEL	63		/* RFC 1035 section 2.3.4 */

static struct bytes
part(struct exchange *x, uint32_t code)
{
	const struct option *o = option_coded(x->r->config->options.fqdn,
	    code);
	const struct bytes none = { NULL, 0 };

	return o == NULL ? none : scope_option_of(x->r->scope, o);
}

static bool
is_on(struct exchange *x, uint32_t code)
{
	const struct bytes value = part(x, code);

	return value.len == 1 && value.data[0] != 0;
}

/* The name that is configured, with dots; 0: none, or it is too long. */
static size_t
configured_name(struct exchange *x, uint8_t name[FQDN_MAX])
{
	struct bytes host = part(x, PART_FQDN), domain = { NULL, 0 };

	if (host.len == 0) {
		host = part(x, PART_HOSTNAME);
		domain = part(x, PART_DOMAINNAME);
	}
	if (host.len == 0 || host.len + domain.len + 1 > FQDN_MAX)
		return 0;
	memcpy(name, host.data, host.len);
	if (domain.len == 0)
		return host.len;
	name[host.len] = '.';
	memcpy(name + host.len + 1, domain.data, domain.len);
	return host.len + 1 + domain.len;
}

/* RFC 1035 section 3.1: a length before each label, 0 behind all. */
static size_t
put_wire(uint8_t *to, size_t room, const uint8_t *name, size_t len)
{
	const uint8_t *dot;
	size_t used = 0, n;

	if (len == 0)
		return 0;
	while (len > 0) {
		dot = memchr(name, '.', len);
		n = dot != NULL ? (size_t)(dot - name) : len;
		if (n == 0 || n > LABEL || used + n + 2 > room)
			return 0;
		to[used] = (uint8_t)n;
		memcpy(to + used + 1, name, n);
		used += n + 1;
		name += n;
		len -= n;
		if (len > 0) {		/* the dot */
			name++;
			len--;
		}
	}
	to[used++] = 0;
	return used;
}

/*
 * We update no name server and say so (N), unless a configuration says
 * that somebody does it for us (S).  O: it is not what the client asked.
 */
static uint8_t
flags(struct exchange *x, uint8_t asked)
{
	uint8_t is = asked & E;

	if (is_on(x, PART_SERVER_UPDATE) && !is_on(x, PART_NO_CLIENT_UPDATE))
		is |= S;
	else
		is |= N;
	if (((is ^ asked) & S) != 0)
		is |= O;
	return is;
}

struct bytes
fqdn_reply(struct exchange *x, uint8_t out[FQDN_MAX])
{
	const struct bytes *o = &x->p->options[OPT_FQDN];
	struct bytes value = { NULL, 0 };
	uint8_t name[FQDN_MAX], wire[FQDN_MAX - HEAD];
	size_t len;

	if (o->len < HEAD || o->len > FQDN_MAX ||
	    !scope_flag(x->r->scope, PARAM_FQDN_REPLY, true))
		return value;
	memcpy(out, o->data, o->len);	/* the name as it came ... */
	value.data = out;
	value.len = o->len;
	len = configured_name(x, name);	/* ... or as it is configured */
	if ((o->data[0] & E) != 0)
		len = put_wire(wire, sizeof(wire), name, len);
	else if (len <= sizeof(wire))
		memcpy(wire, name, len);
	else
		len = 0;
	if (len > 0) {
		memcpy(out + HEAD, wire, len);
		value.len = HEAD + len;
	}
	out[0] = flags(x, o->data[0]);
	out[1] = out[2] = 255;
	return value;
}

/* option: definitions by name and by code, and encapsulated options. */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/option.h"
#include "dhcpd/option_table.h"

static size_t
name_bucket(const char *name)
{
	uint32_t h = 5381;

	for (; *name != '\0'; name++)
		h = h * 33 + (uint32_t)tolower((unsigned char)*name);
	return h % OPTION_BUCKETS;
}

struct space *
space_find(const struct options *o, const char *name)
{
	struct space *s;

	for (s = o->spaces; s != NULL; s = s->next)
		if (strcasecmp(s->name, name) == 0)
			return s;
	return NULL;
}

/* RFC 3925's by the names of ISC's manual; a file may have its own. */
struct space *
space_called(const struct options *o, const char *name)
{
	struct space *s = space_find(o, name);

	if (s == NULL && strcasecmp(name, "vendor") == 0)
		return o->vivso;
	if (s == NULL && strcasecmp(name, "vendor-class") == 0)
		return o->vivco;
	return s;
}

struct option *
option_named(const struct space *s, const char *name)
{
	struct option *d = s->by_name[name_bucket(name)];

	while (d != NULL && strcasecmp(d->name, name) != 0)
		d = d->next_name;
	return d;
}

struct option *
option_coded(const struct space *s, uint32_t code)
{
	struct option *d = s->by_code[code % OPTION_BUCKETS];

	while (d != NULL && d->code != code)
		d = d->next_code;
	return d;
}

struct space *
space_add(struct options *o, const char *name)
{
	struct space *s = arena_alloc(o->arena, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->name = name;
	s->code_width = s->length_width = 1;
	s->next = o->spaces;
	o->spaces = s;
	return s;
}

/*
 * A newer definition hides an older one of its name or of its code.  Two
 * names of one code share the id: what is set by one is read by the other.
 */
struct option *
option_add(struct options *o, struct space *s, const char *name,
    uint32_t code, const char *type)
{
	struct option *same = option_coded(s, code);
	struct option *d = arena_alloc(o->arena, sizeof(*d));
	struct option **bucket;

	if (d == NULL)
		return NULL;
	d->name = name;
	d->space = s;
	d->type = type;
	d->code = code;
	d->id = same != NULL ? same->id : o->n++;
	bucket = &s->by_name[name_bucket(name)];
	d->next_name = *bucket;
	*bucket = d;
	bucket = &s->by_code[code % OPTION_BUCKETS];
	d->next_code = *bucket;
	*bucket = d;
	return d;
}

static struct space *
space_standard(struct options *o, const char *name, const struct standard *row)
{
	struct space *s = space_add(o, name);

	for (; s != NULL && row != NULL && row->name != NULL; row++)
		if (option_add(o, s, row->name, row->code, row->type) == NULL)
			return NULL;
	return s;
}

static void
nest(struct options *o, uint32_t code, struct space *inner)
{
	struct option *d = option_coded(o->dhcp, code);

	d->inner = inner;
	inner->outer = d;
}

/* RFC 3925: enterprise numbers of four octets, then a length of one. */
int
options_init(struct options *o, struct arena *arena)
{
	struct space *nwip;

	memset(o, 0, sizeof(*o));
	o->arena = arena;
	o->dhcp = space_standard(o, "dhcp", option_dhcp);
	o->server = space_standard(o, "server", option_server);
	o->agent = space_standard(o, "agent", option_agent);
	o->fqdn = space_standard(o, "fqdn", option_fqdn);
	o->vivco = space_standard(o, "vivco", NULL);
	o->vivso = space_standard(o, "vivso", NULL);
	nwip = space_standard(o, "nwip", option_nwip);
	if (o->dhcp == NULL || o->server == NULL || o->agent == NULL ||
	    o->fqdn == NULL || o->vivco == NULL || o->vivso == NULL ||
	    nwip == NULL)
		return -1;
	o->vivco->code_width = o->vivso->code_width = 4;
	nest(o, 63, nwip);
	nest(o, 81, o->fqdn);
	nest(o, 82, o->agent);
	nest(o, 124, o->vivco);
	nest(o, 125, o->vivso);
	return 0;
}

static uint32_t
big_endian(const uint8_t *p, unsigned width)
{
	uint32_t n = 0;

	while (width-- > 0)
		n = n << 8 | *p++;
	return n;
}

struct inside {
	const uint8_t	*p;
	size_t		 left;
	const struct space *space;
};

/*
 * The next suboption.  In spaces of one-octet codes 0 is padding and 255
 * the end, as outside (RFC 2132 section 8.4), unless they are defined.
 */
static bool
inside_next(struct inside *in, uint32_t *code, struct bytes *value)
{
	unsigned cw = in->space->code_width, lw = in->space->length_width;

	for (;;) {
		if (in->left < cw)
			return false;
		*code = big_endian(in->p, cw);
		if (cw != 1 || (*code != 0 && *code != 255) ||
		    option_coded(in->space, *code) != NULL)
			break;
		if (*code == 255)
			return false;
		in->p++;
		in->left--;
	}
	if (in->left < cw + lw)
		return false;
	value->len = lw == 0 ? in->left - cw : big_endian(in->p + cw, lw);
	value->data = in->p + cw + lw;
	in->left -= cw + lw;
	if (in->left < value->len)
		return false;
	in->p = value->data + value->len;
	in->left -= value->len;
	return true;
}

static struct bytes
join(struct arena *arena, struct bytes a, struct bytes b)
{
	struct bytes both = { NULL, 0 };
	uint8_t *p;

	if (a.data == NULL)
		return b;
	p = arena_alloc(arena, a.len + b.len);
	if (p == NULL)
		return both;
	memcpy(p, a.data, a.len);
	memcpy(p + a.len, b.data, b.len);
	both.data = p;
	both.len = a.len + b.len;
	return both;
}

/* The RFC 4702 fields; a name in DNS form is printed with dots. */
static struct bytes
inside_fqdn(struct arena *arena, struct bytes in, uint32_t code)
{
	struct bytes none = { NULL, 0 }, name;
	uint8_t *p;

	if (in.len < 3)
		return none;
	if (code <= 5) {
		p = arena_alloc(arena, 1);
		if (p == NULL)
			return none;
		*p = code == 1 ? (in.data[0] & 8) != 0 :
		    code == 2 ? (in.data[0] & 1) != 0 :
		    code == 3 ? (in.data[0] & 4) != 0 :
		    in.data[code - 3];
		return (struct bytes){ p, 1 };
	}
	name = (struct bytes){ in.data + 3, in.len - 3 };
	if (in.data[0] & 4)
		name = option_dotted(arena, name);
	if (name.data == NULL || name.len == 0)
		return none;
	p = memchr(name.data, '.', name.len);
	if (code == 6 && p != NULL)
		name.len = (size_t)(p - name.data);
	if (code == 7) {
		if (p == NULL)
			return none;
		name.len -= (size_t)(p + 1 - name.data);
		name.data = p + 1;
	}
	return name;
}

struct bytes
option_dotted(struct arena *arena, struct bytes wire)
{
	struct bytes text = { NULL, 0 };
	uint8_t *p = arena_alloc(arena, wire.len + 1);
	size_t i = 0, n;

	if (p == NULL)
		return text;
	while (i < wire.len && (n = wire.data[i]) != 0) {
		if (n > 63 || n > wire.len - i - 1)
			return text;
		memcpy(p + text.len, wire.data + i + 1, n);
		text.len += n;
		p[text.len++] = '.';
		i += n + 1;
	}
	if (text.len > 0)
		text.len--;
	text.data = p;
	return text;
}

struct bytes
option_inside(struct arena *arena, const struct space *space,
    struct bytes encapsulated, uint32_t code)
{
	struct inside in = { encapsulated.data, encapsulated.len, space };
	struct bytes all = { NULL, 0 }, part;
	uint32_t c;

	if (encapsulated.data == NULL)
		return all;
	if (space->outer != NULL && space->outer->code == 81 &&
	    strcmp(space->name, "fqdn") == 0)
		return inside_fqdn(arena, encapsulated, code);
	while (inside_next(&in, &c, &part))
		if (c == code)
			all = join(arena, all, part);
	return all;
}

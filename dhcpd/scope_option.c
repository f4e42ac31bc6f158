/* scope_option: the values of what is in force. */
#include <string.h>

#include "dhcpd/scope_impl.h"

enum {
	NESTED = 4,		/* spaces in spaces */
	PIECE = 255,		/* octets of one suboption (RFC 2132 2) */
	AGENT = 82, VENDOR = 43, FQDN = 81
};

static const struct bytes null = { NULL, 0 };

static struct bytes value_of(struct scope *, const struct option *,
    unsigned depth);

static struct bytes
cell_value(struct scope *s, struct cell *c)
{
	if (c->known)
		return c->value;
	if (c->busy)
		return null;	/* option x = config-option x */
	if (c->statement->expr == NULL)
		c->value = c->statement->constant;
	else {
		c->busy = true;
		c->value = expr_data(c->statement->expr, &s->env);
		c->busy = false;
	}
	c->known = true;
	return c->value;
}

static size_t
put_number(uint8_t *to, uint32_t n, unsigned width)
{
	unsigned i;

	for (i = 0; i < width; i++)
		to[i] = (uint8_t)(n >> 8 * (width - i - 1));
	return width;
}

/* One suboption behind all; a long one in pieces (RFC 3396). */
static struct bytes
add_inside(struct scope *s, struct bytes all, const struct option *d,
    struct bytes value)
{
	unsigned cw = d->space->code_width, lw = d->space->length_width;
	size_t most = lw == 1 ? PIECE : EXPR_MAX, n;
	uint8_t *p;
	size_t len = all.len;

	p = arena_alloc(&s->arena, all.len + value.len +
	    (value.len / most + 1) * (cw + lw));
	if (p == NULL)
		return all;
	if (all.len > 0)
		memcpy(p, all.data, all.len);
	do {
		n = value.len < most ? value.len : most;
		len += put_number(p + len, d->code, cw);
		len += put_number(p + len, (uint32_t)n, lw);
		if (n > 0)
			memcpy(p + len, value.data, n);
		len += n;
		value.data += n;
		value.len -= n;
	} while (value.len > 0);
	return (struct bytes){ p, len };
}

static struct bytes
compose(struct scope *s, const struct space *space, struct bytes all,
    unsigned depth)
{
	const struct option *d, *last = NULL;
	struct bytes value;
	struct cell *c;

	if (depth > NESTED)
		return all;
	for (c = s->first; c != NULL; c = c->next) {
		d = c->statement->option;
		/* of spaces inside this one, the first stands for them all */
		if (d->space != space) {
			d = d->space->outer;
			if (d == NULL || d->space != space || d == last ||
			    scope_cell(s, d) != NULL)
				continue;
			last = d;
		}
		value = value_of(s, d, depth + 1);
		if (value.data != NULL)
			all = add_inside(s, all, d, value);
	}
	return all;
}

static struct bytes
value_of(struct scope *s, const struct option *d, unsigned depth)
{
	struct cell *c = scope_cell(s, d);
	struct bytes value = c == NULL ? null : cell_value(s, c);

	if (d->inner != NULL && d->type[0] == 'E')
		value = compose(s, d->inner, value, depth);
	return value;
}

struct bytes
scope_option_of(struct scope *s, const struct option *d)
{
	return value_of(s, d, 0);
}

struct bytes
expr_configured(struct scope *s, const struct option *d)
{
	return value_of(s, d, 0);
}

static struct bytes
param(struct scope *s, enum param code)
{
	const struct cell *c;
	const struct option *d;

	d = option_coded(s->config->options.server, code);
	if (d == NULL || (c = scope_cell(s, d)) == NULL)
		return null;
	return value_of(s, d, 0);
}

/* The space a parameter names; NULL: none. */
static const struct space *
named_space(struct scope *s, enum param code)
{
	struct bytes name = param(s, code);
	const struct space *space = NULL;
	const char *text;

	if (name.data != NULL) {
		text = arena_copy(&s->arena, name.data, name.len);
		if (text != NULL)
			space = space_find(&s->config->options, text);
	}
	return space;
}

/* Site-specific codes are 128 to 254 for the old (RFC 3942 changed it). */
static const struct option *
site_option(struct scope *s, uint8_t code)
{
	const struct space *site;

	if (code < 128)
		return NULL;
	site = named_space(s, PARAM_SITE_OPTION_SPACE);
	return site == NULL ? NULL : option_coded(site, code);
}

struct bytes
scope_option(struct scope *s, uint8_t code)
{
	const struct option *d = site_option(s, code);
	const struct space *vendor;
	struct bytes value;

	if (d == NULL)
		d = option_coded(s->config->options.dhcp, code);
	if (d == NULL)
		return null;
	value = value_of(s, d, 0);
	if (code == VENDOR && value.data == NULL) {
		vendor = named_space(s, PARAM_VENDOR_OPTION_SPACE);
		if (vendor != NULL)
			value = compose(s, vendor, null, 0);
	}
	return value;
}

struct bytes
scope_option_ended(struct scope *s, uint8_t code)
{
	const struct option *d = option_coded(s->config->options.dhcp, code);
	struct bytes value = scope_option(s, code);
	uint8_t *ended;

	if (value.len == 0 || d == NULL || strcmp(d->type, "t") != 0 ||
	    value.data[value.len - 1] == '\0')
		return value;
	ended = arena_alloc(&s->arena, value.len + 1);
	if (ended == NULL)
		return value;
	memcpy(ended, value.data, value.len);
	ended[value.len] = '\0';
	return (struct bytes){ ended, value.len + 1 };
}

/* The option of the packet that carries this one; 0: none. */
static uint32_t
carrier(const struct scope *s, const struct option *d)
{
	unsigned depth;

	for (depth = 0; d->space != s->config->options.dhcp; depth++) {
		if (d->space->outer == NULL || depth > NESTED)
			return 0;
		d = d->space->outer;
	}
	return d->code;
}

size_t
scope_codes(struct scope *s, uint8_t codes[256])
{
	const struct space *vendor = named_space(s,
	    PARAM_VENDOR_OPTION_SPACE);
	const struct space *site = named_space(s, PARAM_SITE_OPTION_SPACE);
	bool seen[256] = { false };
	const struct option *d;
	struct cell *c;
	uint32_t code;
	size_t n = 0;

	for (c = s->first; c != NULL; c = c->next) {
		d = c->statement->option;
		if (d->space == s->config->options.server)
			continue;
		code = d->space == vendor ? VENDOR :
		    d->space == site ? d->code : carrier(s, d);
		if (code == 0 || code > 254 || seen[code] || code == AGENT ||
		    code == FQDN)
			continue;
		seen[code] = true;
		if (scope_option(s, (uint8_t)code).data != NULL)
			codes[n++] = (uint8_t)code;
	}
	return n;
}

bool
scope_flag(struct scope *s, enum param code, bool otherwise)
{
	struct bytes b = param(s, code);

	return b.data == NULL || b.len == 0 ? otherwise : b.data[b.len - 1] != 0;
}

bool
scope_ignored(struct scope *s, enum param code)
{
	const struct option *d = option_coded(s->config->options.server, code);
	const struct cell *c = d == NULL ? NULL : scope_cell(s, d);

	return c != NULL && c->statement->ignore;
}

uint32_t
scope_number(struct scope *s, enum param code, uint32_t otherwise)
{
	struct bytes b = param(s, code);
	uint32_t n = 0;
	size_t i;

	if (b.data == NULL || b.len == 0 || b.len > 4)
		return otherwise;
	for (i = 0; i < b.len; i++)
		n = n << 8 | b.data[i];
	return n;
}

struct bytes
scope_text(struct scope *s, enum param code)
{
	return param(s, code);
}

bool
scope_address(struct scope *s, enum param code, uint32_t *address)
{
	struct bytes b = param(s, code);

	if (b.data == NULL || b.len < 4)
		return false;
	*address = (uint32_t)b.data[0] << 24 | (uint32_t)b.data[1] << 16 |
	    (uint32_t)b.data[2] << 8 | b.data[3];
	return true;
}

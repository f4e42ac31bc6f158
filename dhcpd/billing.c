/* billing: the class that a lease counts for, as the lease file says it. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/bind_items.h"

#define NAME_MAX_SHOWN	256	/* of a class; longer ones are cut */

/* In quotes; what would end the string or the line is octal. */
static size_t
put_name(char *to, const char *name)
{
	size_t n = 0, i;
	unsigned c;

	to[n++] = '"';
	for (i = 0; i < NAME_MAX_SHOWN && name[i] != '\0'; i++) {
		c = (unsigned char)name[i];
		if (c >= ' ' && c <= '~' && c != '"' && c != '\\')
			to[n++] = name[i];
		else
			n += (size_t)sprintf(to + n, "\\%03o", c);
	}
	to[n++] = '"';
	return n;
}

void
items_billing(struct items *i, const struct class *c)
{
	static const char hex[] = "0123456789abcdef";
	char text[2048];
	size_t n, k;

	if (c == NULL)
		return;
	n = (size_t)sprintf(text, "%sclass ", c->super != NULL ? "sub" : "");
	n += put_name(text + n, c->name);
	for (k = 0; c->super != NULL && k < c->key.len &&
	    n + 4 < sizeof(text); k++) {
		text[n++] = k == 0 ? ' ' : ':';
		text[n++] = hex[c->key.data[k] >> 4];
		text[n++] = hex[c->key.data[k] & 15];
	}
	items_add(i, LEASE_BILLING, text, n);
}

/* A string in quotes at *p; false: it is none. */
static bool
quoted(const char **p, const char *end, char *dst, size_t size, size_t *len)
{
	unsigned c, digits;

	*len = 0;
	if (*p == end || *(*p)++ != '"')
		return false;
	for (; *p < end && **p != '"'; ++*p) {
		c = (unsigned char)**p;
		if (c == '\\' && *p + 1 < end) {
			c = (unsigned char)*++*p;
			if (c >= '0' && c <= '7') {
				c -= '0';
				for (digits = 1; digits < 3 && *p + 1 < end &&
				    (*p)[1] >= '0' && (*p)[1] <= '7'; digits++)
					c = c << 3 | (unsigned)(*++*p - '0');
			}
		}
		if (*len + 1 >= size)
			return false;
		dst[(*len)++] = (char)c;
	}
	dst[*len] = '\0';
	return *p < end && *(*p)++ == '"';
}

static bool
hex_key(const char *p, const char *end, char *dst, size_t size, size_t *len)
{
	unsigned n;
	int used;

	for (*len = 0; p < end && *len < size; p++) {
		char part[3] = "";

		memcpy(part, p, end - p < 2 ? (size_t)(end - p) : 2);
		if (sscanf(part, "%2x%n", &n, &used) != 1)
			return false;
		dst[(*len)++] = (char)n;
		p += used;
		if (p < end && *p != ':')
			return false;
	}
	return *len > 0;
}

struct class *
billed(const struct responder *r, const struct lease *l, bool spawn)
{
	struct bytes text = lease_item(l, LEASE_BILLING), key;
	const char *p = (const char *)text.data, *end;
	char name[512], data[1024];
	struct class *c;
	size_t len;
	bool sub;

	if (p == NULL)
		return NULL;
	end = p + text.len;
	sub = text.len > 3 && strncasecmp(p, "sub", 3) == 0;
	while (p < end && *p != '"')
		p++;
	if (!quoted(&p, end, name, sizeof(name), &len))
		return NULL;
	c = config_class_named(r->config, name);
	if (c == NULL || !sub)
		return c;
	while (p < end && *p == ' ')
		p++;
	if (p < end && *p == '"') {
		if (!quoted(&p, end, data, sizeof(data), &len))
			return NULL;
	} else if (!hex_key(p, end, data, sizeof(data), &len))
		return NULL;
	key.data = (const uint8_t *)data;
	key.len = len;
	return spawn ? config_subclass(r->config, c, key) :
	    config_subclass_there(r->config, c, key);
}

void
unbill(const struct responder *r, const struct lease *l)
{
	struct class *c;

	if (l->state == LEASE_ACTIVE && (c = billed(r, l, false)) != NULL &&
	    c->leases > 0)
		c->leases--;
}

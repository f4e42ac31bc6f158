/* bind_items: what the lease file gets beside the times. */
#include <stdio.h>
#include <string.h>

#include "dhcpd/bind_items.h"

#define STRING_MAX	1400	/* of a variable: ISC reads up to 1500 */

void
items_add(struct items *i, enum lease_item_kind kind, const void *data,
    size_t len)
{
	const struct bytes value = { data, len };
	size_t n;

	if (data == NULL)
		return;
	n = lease_item_write(i->data + i->used, sizeof(i->data) - i->used,
	    kind, value);
	i->used += n;
	i->full |= n == 0;
}

void
items_keep(struct items *i, const struct lease *l, enum lease_item_kind kind)
{
	enum lease_item_kind its;
	struct bytes value;
	size_t at = 0;

	while (lease_next_item(l, &at, &its, &value))
		if (its == kind)
			items_add(i, kind, value.data, value.len);
}

void
load_bindings(struct binding **list, const struct lease *l)
{
	enum lease_item_kind kind;
	struct bytes item, value;
	const uint8_t *nul;
	size_t at = 0;

	while (lease_next_item(l, &at, &kind, &item)) {
		if (kind != LEASE_SET)
			continue;
		nul = memchr(item.data, '\0', item.len);
		if (nul == NULL || nul + 1 == item.data + item.len)
			continue;
		value.data = nul + 2;
		value.len = (size_t)(item.data + item.len - value.data);
		if (nul[1] == '%' && value.len == 8)
			(void)binding_set_number(list,
			    (const char *)item.data, get_u32(value.data + 4));
		else if (nul[1] == '?' && value.len == 1)
			(void)binding_set_flag(list,
			    (const char *)item.data, value.data[0] != 0);
		else
			(void)binding_set_string(list,
			    (const char *)item.data, value);
	}
}

void
items_bindings(struct items *i, const struct binding *b)
{
	uint8_t buf[LEASE_DATA_MAX];
	size_t name;

	for (; b != NULL; b = b->next) {
		name = strlen(b->name) + 1;
		if (b->len > STRING_MAX ||
		    name + 1 + 8 + b->len > sizeof(buf)) {
			i->full = true;
			continue;
		}
		memcpy(buf, b->name, name);
		switch (b->type) {
		case BINDING_NUMBER:
			buf[name] = '%';
			put_u32(buf + name + 1, 0);
			put_u32(buf + name + 5, b->number);
			items_add(i, LEASE_SET, buf, name + 9);
			break;
		case BINDING_FLAG:
			buf[name] = '?';
			buf[name + 1] = b->number != 0;
			items_add(i, LEASE_SET, buf, name + 2);
			break;
		default:
			buf[name] = '"';
			if (b->len > 0)
				memcpy(buf + name + 1, b->data, b->len);
			items_add(i, LEASE_SET, buf, name + 1 + b->len);
		}
	}
}

static void
put_on(struct items *i, const char *events, const struct statement *on)
{
	char text[LEASE_DATA_MAX];
	int n;

	if (on == NULL || on->text == NULL)
		return;
	n = snprintf(text, sizeof(text), "on %s {\n%s  }", events, on->text);
	if (n < 0 || (size_t)n >= sizeof(text))
		i->full = true;
	else
		items_add(i, LEASE_ON, text, (size_t)n);
}

void
items_events(struct items *i, const struct scope *s)
{
	const struct statement *expiry = scope_on(s, EVENT_EXPIRY);
	const struct statement *release = scope_on(s, EVENT_RELEASE);

	if (expiry == release)
		put_on(i, "expiry or release", expiry);
	else {
		put_on(i, "expiry", expiry);
		put_on(i, "release", release);
	}
}

/* A renewal by unicast does not pass the relay: what it said stays. */
void
items_agent(struct items *i, struct exchange *x)
{
	const struct bytes *now = &x->p->options[OPT_AGENT];

	if (now->data != NULL)
		items_add(i, LEASE_AGENT, now->data, now->len);
	else if (x->p->giaddr == 0 && is_clients(x, x->lease) &&
	    scope_flag(x->r->scope, PARAM_STASH_AGENT_OPTIONS, true))
		items_keep(i, x->lease, LEASE_AGENT);
}

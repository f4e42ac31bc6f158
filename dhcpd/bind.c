#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

#define PERCENT		100

/* --- how long */

/* More of the pool is in use than adaptive-lease-time-threshold says. */
static bool
crowded(struct exchange *x)
{
	struct lease_count n;
	uint32_t threshold = scope_number(x->r->scope,
	    PARAM_ADAPTIVE_LEASE_TIME_THRESHOLD, 0);

	if (threshold == 0 || x->lease == NULL || x->pool == NULL)
		return false;
	leases_pool(x->r->leases, x->pool->index, &n);
	return (uint64_t)n.active * PERCENT > (uint64_t)n.total * threshold;
}

/* A BOOTP client never renews (RFC 1534). */
static uint32_t
bootp_time(struct exchange *x)
{
	struct scope *s = x->r->scope;
	uint32_t end = scope_number(s, PARAM_DYNAMIC_BOOTP_LEASE_CUTOFF, 0);

	if (end != 0)
		return end > x->r->now ? end - x->r->now : 1;
	return scope_number(s, PARAM_DYNAMIC_BOOTP_LEASE_LENGTH,
	    LEASE_NEVER);
}

uint32_t
lease_time(struct exchange *x)
{
	struct scope *s = x->r->scope;
	uint32_t seconds, min, max;

	if (x->p->type == BOOTP)
		return bootp_time(x);
	seconds = scope_number(s, PARAM_DEFAULT_LEASE_TIME, DEFAULT_LEASE);
	max = scope_number(s, PARAM_MAX_LEASE_TIME, MAX_LEASE);
	min = scope_number(s, PARAM_MIN_LEASE_TIME,
	    MIN_LEASE < seconds ? MIN_LEASE : seconds);
	if (packet_u32(x->p, OPT_LEASE_TIME) != 0)
		seconds = packet_u32(x->p, OPT_LEASE_TIME);
	if (min > max)
		min = max;
	if (seconds > max)
		seconds = max;
	if (seconds < min || crowded(x))
		seconds = min;
	return seconds > 0 ? seconds : 1;
}

/* --- what the lease file gets beside the times */

struct items {
	size_t	 used;
	bool	 full;
	uint8_t	 data[LEASE_DATA_MAX];
};

static void
put_item(struct items *i, enum lease_item_kind kind, const void *data,
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

static void
keep_items(struct items *i, const struct lease *l, enum lease_item_kind kind)
{
	enum lease_item_kind its;
	struct bytes value;
	size_t at = 0;

	while (lease_next_item(l, &at, &its, &value))
		if (its == kind)
			put_item(i, kind, value.data, value.len);
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

static void
put_bindings(struct items *i, const struct binding *b)
{
	uint8_t buf[LEASE_DATA_MAX];
	size_t name;

	for (; b != NULL; b = b->next) {
		name = strlen(b->name) + 1;
		if (name + 1 + 8 + b->len > sizeof(buf)) {
			i->full = true;
			continue;
		}
		memcpy(buf, b->name, name);
		switch (b->type) {
		case BINDING_NUMBER:
			buf[name] = '%';
			put_u32(buf + name + 1, 0);
			put_u32(buf + name + 5, b->number);
			put_item(i, LEASE_SET, buf, name + 9);
			break;
		case BINDING_FLAG:
			buf[name] = '?';
			buf[name + 1] = b->number != 0;
			put_item(i, LEASE_SET, buf, name + 2);
			break;
		default:
			buf[name] = '"';
			if (b->len > 0)
				memcpy(buf + name + 1, b->data, b->len);
			put_item(i, LEASE_SET, buf, name + 1 + b->len);
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
		put_item(i, LEASE_ON, text, (size_t)n);
}

static void
put_events(struct items *i, const struct scope *s)
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
static void
put_agent(struct items *i, struct exchange *x)
{
	const struct bytes *now = &x->p->options[OPT_AGENT];

	if (now->data != NULL)
		put_item(i, LEASE_AGENT, now->data, now->len);
	else if (x->p->giaddr == 0 && is_clients(x, x->lease) &&
	    scope_flag(x->r->scope, PARAM_STASH_AGENT_OPTIONS, true))
		keep_items(i, x->lease, LEASE_AGENT);
}

/* --- billing */

static void
put_billing(struct items *i, const struct class *c)
{
	static const char hex[] = "0123456789abcdef";
	char text[2048];
	size_t n, k;

	if (c == NULL)
		return;
	n = (size_t)snprintf(text, sizeof(text), "%sclass \"%.256s\"",
	    c->super != NULL ? "sub" : "", c->name);
	for (k = 0; c->super != NULL && k < c->key.len &&
	    n + 4 < sizeof(text); k++) {
		text[n++] = k == 0 ? ' ' : ':';
		text[n++] = hex[c->key.data[k] >> 4];
		text[n++] = hex[c->key.data[k] & 15];
	}
	put_item(i, LEASE_BILLING, text, n);
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

static void
unbill(const struct responder *r, const struct lease *l)
{
	struct class *c;

	if (l->state == LEASE_ACTIVE && (c = billed(r, l, false)) != NULL &&
	    c->leases > 0)
		c->leases--;
}

/* --- binding */

static void
put(struct responder *r, struct lease *l)
{
	l->flags |= LEASE_F_RUN;
	if (r->put != NULL)
		r->put(r->arg, l);
}

/* Other leases of this client, where it may have but one. */
static void
free_others(struct exchange *x, bool of_hardware)
{
	struct leases *t = x->r->leases;
	struct lease *l, *next;
	const struct pool *pool;
	int n;

	l = of_hardware ? lease_by_hardware(t, &x->p->hardware) :
	    lease_by_uid(t, x->uid);
	for (n = 0; l != NULL && n < LEASE_CHAIN; n++, l = next) {
		next = of_hardware ? lease_next_hardware(t, l) :
		    lease_next_uid(t, l);
		if (l == x->lease || l->state != LEASE_ACTIVE)
			continue;
		pool = l->pool == LEASE_NO_POOL ? NULL :
		    x->r->config->pools[l->pool];
		if (pool != NULL && pool->network == x->network)
			free_lease(x->r, l, EVENTS, NULL);
	}
}

static void
one_lease(struct exchange *x)
{
	struct scope *s = x->r->scope;
	bool one = scope_flag(s, PARAM_ONE_LEASE_PER_CLIENT, false);
	bool duplicates = scope_flag(s, PARAM_DUPLICATES, true);

	if (one && x->uid.data != NULL)
		free_others(x, false);
	if ((one && x->uid.data == NULL) || !duplicates)
		free_others(x, true);
}

static void
set_times(struct exchange *x, uint32_t ends)
{
	struct lease *l = x->lease;

	l->starts = l->cltt = x->r->now;
	l->ends = ends;
	l->tstp = 0;
	l->next_state = l->rewind_state = LEASE_FREE;
	l->flags &= (uint8_t)~LEASE_F_BOOTP;
	if (x->p->type == BOOTP)
		l->flags |= LEASE_F_BOOTP;
	if (ends == LEASE_NEVER &&
	    scope_flag(x->r->scope, PARAM_INFINITE_IS_RESERVED, false))
		l->flags |= LEASE_F_RESERVED;
}

bool
bind_lease(struct exchange *x, uint32_t ends)
{
	const struct bytes *uid = &x->p->options[OPT_CLIENT_ID];
	const struct bytes *name = &x->p->options[OPT_HOST_NAME];
	struct lease *l = x->lease;
	struct class *old, *new;
	struct items i = { 0 };
	bool full = false;

	old = l->state == LEASE_ACTIVE ? billed(x->r, l, false) : NULL;
	new = scope_billing(x->r->scope, old, &full);
	if (full)
		return false;
	one_lease(x);
	enter(x, SCOPE_ACT);
	scope_run(x->r->scope, EVENT_COMMIT);
	put_item(&i, LEASE_UID, uid->data, uid->len);
	put_billing(&i, new);
	put_bindings(&i, x->bindings);
	put_agent(&i, x);
	put_item(&i, LEASE_HOSTNAME, name->data, name->len);
	put_events(&i, x->r->scope);
	if (lease_replace(x->r->leases, l, &x->p->hardware, i.data, i.used)
	    == -1)
		return false;
	if (i.full)
		say(x, LOG_WARNING, "lease of %s: too much to remember",
		    x->who);
	if (old != NULL && old->leases > 0)
		old->leases--;
	if (new != NULL)
		new->leases++;
	set_times(x, ends);
	lease_state(x->r->leases, l, LEASE_ACTIVE);
	put(x->r, l);
	return true;
}

/* --- freeing */

/* Does "on expiry or release {" name this event? */
static bool
names_event(struct bytes on, const char *event)
{
	size_t len = strlen(event), at;

	for (at = 2; at + len < on.len && on.data[at] != '{'; at++)
		if (strncasecmp((const char *)on.data + at, event, len) == 0)
			return true;
	return false;
}

static void
run_text(struct responder *r, struct bytes on, const struct tenure *tenure)
{
	char text[LEASE_DATA_MAX];
	const uint8_t *open = memchr(on.data, '{', on.len);
	size_t len;

	if (open == NULL || on.data[on.len - 1] != '}')
		return;
	len = (size_t)(on.data + on.len - 1 - (open + 1));
	if (len >= sizeof(text))
		return;
	memcpy(text, open + 1, len);
	text[len] = '\0';
	(void)scope_run_text(r->scope, text, tenure, NULL);
}

static void
run_event(struct responder *r, const struct lease *l, enum event event,
    struct binding **bindings)
{
	const struct tenure tenure = {
		.leased = true,
		.address = l->addr,
		.lease_time = l->ends - l->starts,
		.bindings = bindings
	};
	enum lease_item_kind kind;
	struct bytes on;
	size_t at = 0;

	while (lease_next_item(l, &at, &kind, &on))
		if (kind == LEASE_ON && names_event(on,
		    event == EVENT_RELEASE ? "release" : "expiry"))
			run_text(r, on, &tenure);
}

/*
 * ISC's file: whose it was stays; after its time variables do so too.
 * event EVENTS: for another reason.
 */
void
free_lease(struct responder *r, struct lease *l, enum event event,
    const struct view *view)
{
	const struct hardware hardware = l->hardware;
	struct bytes uid = lease_item(l, LEASE_UID);
	struct binding *bindings = NULL;
	struct items i = { 0 };

	load_bindings(&bindings, l);
	if (event != EVENTS && lease_item(l, LEASE_ON).data != NULL) {
		if (view == NULL)
			scope_begin(r->scope, NULL);
		run_event(r, l, event, &bindings);
	}
	unbill(r, l);
	put_item(&i, LEASE_UID, uid.data, uid.len);
	if (event == EVENT_EXPIRY)
		put_bindings(&i, bindings);
	keep_items(&i, l, LEASE_OTHER);
	binding_free(&bindings);
	if (event != EVENT_EXPIRY)
		l->ends = r->now;
	l->tstp = l->ends;
	l->next_state = l->rewind_state = LEASE_FREE;
	l->flags &= (uint8_t)~(LEASE_F_RESERVED | LEASE_F_BOOTP);
	(void)lease_replace(r->leases, l, &hardware, i.data, i.used);
	lease_state(r->leases, l, LEASE_FREE);
	put(r, l);
}

void
abandon_lease(struct responder *r, struct lease *l, const char *why)
{
	const struct pool *pool = l->pool == LEASE_NO_POOL ? NULL :
	    r->config->pools[l->pool];
	const struct place place = {
		.network = pool != NULL ? pool->network : NULL,
		.subnet = config_subnet(r->config, l->addr),
		.pool = pool
	};
	char line[128], addr[ADDRESS_TEXT];

	scope_enter(r->scope, &place, SCOPE_LOOK);
	unbill(r, l);
	if (l->starts == 0)
		l->starts = r->now;
	l->cltt = r->now;
	l->ends = l->tstp = r->now + scope_number(r->scope,
	    PARAM_ABANDON_LEASE_TIME, ABANDON_TIME);
	l->next_state = l->rewind_state = LEASE_FREE;
	(void)lease_replace(r->leases, l, NULL, NULL, 0);
	lease_state(r->leases, l, LEASE_ABANDONED);
	put(r, l);
	snprintf(line, sizeof(line), "Abandoning IP address %s: %s",
	    address_text(l->addr, addr), why);
	if (r->say != NULL)
		r->say(r->arg, LOG_WARNING, line);
}

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <syslog.h>

#include "dhcpd/bind_items.h"

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

uint32_t
lease_end(const struct exchange *x, uint32_t seconds)
{
	if (seconds >= LEASE_NEVER - x->r->now)
		return LEASE_NEVER;
	return x->r->now + seconds;
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
	/* ISC's, and its file's readers show it. */
	if (x->p->options[OPT_VENDOR_CLASS].len > 0)
		(void)binding_set_string(&x->bindings,
		    "vendor-class-identifier",
		    x->p->options[OPT_VENDOR_CLASS]);
	enter(x, SCOPE_ACT);
	scope_run(x->r->scope, EVENT_COMMIT);
	items_add(&i, LEASE_UID, x->uid.data, x->uid.len);
	items_billing(&i, new);
	items_bindings(&i, x->bindings);
	items_agent(&i, x);
	items_add(&i, LEASE_HOSTNAME, name->data, name->len);
	items_events(&i, x->r->scope);
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
	check_threshold(x);
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
	items_add(&i, LEASE_UID, uid.data, uid.len);
	if (event == EVENT_EXPIRY)
		items_bindings(&i, bindings);
	items_keep(&i, l, LEASE_OTHER);
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
	struct binding *bindings = NULL;

	/* Who was told of it is told that it is over, as by ISC. */
	if (l->state == LEASE_ACTIVE &&
	    lease_item(l, LEASE_ON).data != NULL) {
		load_bindings(&bindings, l);
		run_event(r, l, EVENT_EXPIRY, &bindings);
		binding_free(&bindings);
	}
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

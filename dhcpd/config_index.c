/* config_index: what can only be said, or built, when all has been read. */
#include <arpa/inet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/config_impl.h"
#include "dhcpd/hash.h"
#include "dhcpd/parse.h"

/* A complaint about a place that has been left. */
static void
late(struct parser *p, const struct mention *m, bool error, const char *what)
{
	struct lexer x = { .name = m->file };

	p->x = &x;
	if (error)
		parse_error(p, &m->at, "%s: %.64s", what, m->name);
	else if (m->meant != NULL)
		parse_warn(p, &m->at, "%s: %.64s: did you mean \"%s\"?",
		    what, m->name, m->meant);
	else
		parse_warn(p, &m->at, "%s: %.64s", what, m->name);
	p->x = NULL;
}

static void
plain(struct parser *p, int priority, const char *text)
{
	if (priority == LOG_ERR && p->errors++ >= CONFIG_COMPLAINTS)
		return;
	if (p->env != NULL && p->env->complain != NULL)
		p->env->complain(p->env->arg, priority, text);
}

static void
check_names(struct parser *p)
{
	struct mention *m;

	for (m = p->members; m != NULL; m = m->next) {
		m->permit->class = config_class_named(p->c, m->name);
		if (m->permit->class == NULL)
			late(p, m, true, "no such class");
	}
	for (m = p->peers; m != NULL; m = m->next)
		if (m->uses == 0)
			late(p, m, true,
			    "no pool refers to this failover peer");
	for (m = p->reads; m != NULL; m = m->next)
		if (parse_mentioned(p->variables, m->name) == NULL &&
		    strcasecmp(m->name, "vendor-class-identifier") != 0)
			late(p, m, false, "this variable is never set");
	for (m = p->spaces; m != NULL; m = m->next)
		if (space_find(&p->c->options, m->name) == NULL)
			late(p, m, false, "there is no such option space");
}

static int
by_subnet(const void *a, const void *b)
{
	const struct subnet *x = *(const struct subnet *const *)a;
	const struct subnet *y = *(const struct subnet *const *)b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x->mask != y->mask)
		return x->mask < y->mask ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static int
by_range(const void *a, const void *b)
{
	const struct range *x = *(const struct range *const *)a;
	const struct range *y = *(const struct range *const *)b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return x->high < y->high ? -1 : x->high > y->high;
}

static const char *
dotted(char text[INET_ADDRSTRLEN], uint32_t address)
{
	struct in_addr in = { .s_addr = htonl(address) };

	inet_ntop(AF_INET, &in, text, INET_ADDRSTRLEN);
	return text;
}

/*
 * Subnets in order, each behind those it lies in; nesting is legal and
 * strange.  enclosing is what a search goes back to.
 */
static void
subnet_overlaps(struct parser *p)
{
	struct subnet *s, *before;
	char text[160], a[INET_ADDRSTRLEN], b[INET_ADDRSTRLEN];
	size_t i;

	for (i = 0; i < p->c->nsubnets; i++) {
		s = p->c->subnets[i];
		before = i == 0 ? NULL : p->c->subnets[i - 1];
		while (before != NULL &&
		    (s->address & before->mask) != before->address)
			before = before->enclosing;
		s->enclosing = before;
		if (before == NULL)
			continue;
		snprintf(text, sizeof(text), "Warning: subnet %s/%d overlaps "
		    "subnet %s/%d", dotted(a, s->address),
		    __builtin_popcount(s->mask), dotted(b, before->address),
		    __builtin_popcount(before->mask));
		plain(p, LOG_WARNING, text);
	}
}

static void
range_overlaps(struct parser *p)
{
	char text[160], a[INET_ADDRSTRLEN], b[INET_ADDRSTRLEN];
	struct range *r, *before;
	uint32_t last;
	size_t i;

	for (i = 1; i < p->c->nranges; i++) {
		r = p->c->ranges[i];
		before = p->c->ranges[i - 1];
		if (r->low > before->high)
			continue;
		last = r->high < before->high ? r->high : before->high;
		snprintf(text, sizeof(text), "leases %s to %s are declared "
		    "twice!", dotted(a, r->low), dotted(b, last));
		plain(p, LOG_ERR, text);
	}
}

static bool
index_places(struct parser *p)
{
	struct config *c = p->c;
	struct network *n;
	struct subnet *s;
	struct range *r;
	struct pool *pool;
	size_t ns = 0, nr = 0;

	c->subnets = arena_alloc(&c->arena, c->nsubnets * sizeof(*c->subnets));
	c->ranges = arena_alloc(&c->arena, c->nranges * sizeof(*c->ranges));
	c->pools = arena_alloc(&c->arena, c->npools * sizeof(*c->pools));
	if (c->subnets == NULL || c->ranges == NULL || c->pools == NULL)
		return false;
	for (n = c->networks; n != NULL; n = n->next) {
		for (s = n->subnets; s != NULL; s = s->next)
			c->subnets[ns++] = s;
		for (pool = n->pools; pool != NULL; pool = pool->next) {
			c->pools[pool->index] = pool;
			for (r = pool->ranges; r != NULL; r = r->next)
				c->ranges[nr++] = r;
		}
	}
	qsort(c->subnets, ns, sizeof(*c->subnets), by_subnet);
	qsort(c->ranges, nr, sizeof(*c->ranges), by_range);
	subnet_overlaps(p);
	range_overlaps(p);
	return true;
}

/* What a host is found by in one of the three tables; null: not in it. */
static struct bytes
key_of(struct arena *arena, const struct host *h, enum host_key key)
{
	struct bytes none = { NULL, 0 };

	switch (key) {
	case KEY_HARDWARE:
		return h->hardware.data == NULL ? none :
		    host_hardware_key(arena, h->htype, h->hardware);
	case KEY_UID:
		return h->uid;
	default:
		return h->identifier == NULL ? none :
		    host_identity_key(arena, h->identifier, h->identity);
	}
}

static bool
index_hosts(struct config *c, enum host_key key, const struct host_table **to)
{
	struct host_table *t = arena_alloc(&c->arena, sizeof(*t));
	struct host_entry *e, **at;
	struct host *h;
	size_t n = 64;

	while (n < c->nhosts * 2)
		n *= 2;
	if (t == NULL ||
	    (t->buckets = arena_alloc(&c->arena, n * sizeof(*t->buckets))) ==
	    NULL)
		return false;
	t->mask = n - 1;
	for (h = c->hosts; h != NULL; h = h->next) {
		struct bytes k = key_of(&c->arena, h, key);

		if (k.data == NULL || h->deleted)
			continue;
		e = arena_alloc(&c->arena, sizeof(*e));
		if (e == NULL)
			return false;
		e->key = k;
		e->host = h;
		e->hash = hash_bytes(c->seed, k.data, k.len);
		/* the order of the file is kept in a bucket */
		at = &t->buckets[e->hash & t->mask];
		while (*at != NULL)
			at = &(*at)->next;
		*at = e;
	}
	*to = t;
	return true;
}

static int
by_name(const void *a, const void *b)
{
	return strcasecmp((*(const struct host *const *)a)->name,
	    (*(const struct host *const *)b)->name);
}

static bool
check_hosts(struct parser *p)
{
	struct host **all, *h;
	size_t n = 0, i;

	all = malloc((p->c->nhosts + 1) * sizeof(struct host *));
	if (all == NULL)
		return false;
	for (h = p->c->hosts; h != NULL; h = h->next)
		all[n++] = h;
	qsort(all, n, sizeof(struct host *), by_name);
	for (i = 1; i < n; i++)
		if (strcasecmp(all[i - 1]->name, all[i]->name) == 0)
			late(p, all[i]->declared, true,
			    "a host of this name exists already");
	free(all);
	return true;
}

static int
by_address(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Facts 3.5: ISC gives a fixed address in a range to somebody else too. */
static bool
index_kept(struct parser *p)
{
	struct config *c = p->c;
	const struct host *h;
	char text[160], a[INET_ADDRSTRLEN];
	size_t n = 0, i;

	for (h = c->hosts; h != NULL; h = h->next)
		n += h->nfixed;
	c->kept = arena_alloc(&c->arena, n * sizeof(*c->kept));
	if (c->kept == NULL)
		return false;
	for (h = c->hosts; h != NULL; h = h->next)
		for (i = 0; i < h->nfixed && !h->deleted; i++) {
			if (config_range(c, h->fixed[i]) == NULL)
				continue;
			if (c->nkept == 0)
				snprintf(text, sizeof(text), "host %.64s: %s",
				    h->name, dotted(a, h->fixed[i]));
			c->kept[c->nkept++] = h->fixed[i];
		}
	if (c->nkept > 0) {
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%s is fixed and lies in a range: it is kept for its host",
		    c->nkept > 1 ? ", as others are," : "");
		plain(p, LOG_WARNING, text);
	}
	qsort(c->kept, c->nkept, sizeof(*c->kept), by_address);
	return true;
}

bool
config_index(struct parser *p)
{
	struct config *c = p->c;

	check_names(p);
	return check_hosts(p) && index_places(p) && index_kept(p) &&
	    index_hosts(c, KEY_HARDWARE, &c->by_hardware) &&
	    index_hosts(c, KEY_UID, &c->by_uid) &&
	    index_hosts(c, KEY_IDENTITY, &c->by_identity);
}

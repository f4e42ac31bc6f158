/* lease_pool: the lists of a pool, and what of its ranges is unused. */
#include <stdlib.h>
#include <string.h>

#include "dhcpd/lease_impl.h"

/* --- lists (rule 2) */

static void
list_append(struct leases *t, struct lease_list *list, struct lease *l)
{
	l->prev = list->last;
	l->next = 0;
	if (list->last != 0)
		lease_get(t, list->last)->next = l->self;
	else
		list->first = l->self;
	list->last = l->self;
	list->n++;
}

static void
list_prepend(struct leases *t, struct lease_list *list, struct lease *l)
{
	l->next = list->first;
	l->prev = 0;
	if (list->first != 0)
		lease_get(t, list->first)->prev = l->self;
	else
		list->last = l->self;
	list->first = l->self;
	list->n++;
}

static void
list_remove(struct leases *t, struct lease_list *list, struct lease *l)
{
	if (l->prev != 0)
		lease_get(t, l->prev)->next = l->next;
	else
		list->first = l->next;
	if (l->next != 0)
		lease_get(t, l->next)->prev = l->prev;
	else
		list->last = l->prev;
	l->prev = l->next = 0;
	list->n--;
}

/* Where its state says that it hangs; NULL: in none. */
static struct lease_list *
list_of(struct leases *t, const struct lease *l)
{
	struct lease_pool *p;

	if (l->pool == LEASE_NO_POOL)
		return NULL;
	p = &t->pools[l->pool];
	if ((l->flags & LEASE_F_OFFERED) != 0)
		return &p->offered;
	switch (l->state) {
	case LEASE_ACTIVE:
		return NULL;
	case LEASE_ABANDONED:
		return &p->abandoned;
	default:
		return &p->free;
	}
}

static bool
counts_as_active(const struct lease *l)
{
	return l->pool != LEASE_NO_POOL && l->state == LEASE_ACTIVE &&
	    (l->flags & LEASE_F_OFFERED) == 0;
}

void
lease_unhang(struct leases *t, struct lease *l)
{
	struct lease_list *list = list_of(t, l);

	if (list != NULL)
		list_remove(t, list, l);
	if (counts_as_active(l))
		t->pools[l->pool].active--;
}

/*
 * What was never leased goes to the front, to be the next one given; the
 * rest to the end, since it was somebody's until now.
 */
void
lease_hang(struct leases *t, struct lease *l)
{
	struct lease_list *list = list_of(t, l);

	if (list != NULL && l->ends == 0 &&
	    list == &t->pools[l->pool].free)
		list_prepend(t, list, l);
	else if (list != NULL)
		list_append(t, list, l);
	if (counts_as_active(l))
		t->pools[l->pool].active++;
}

/* --- pools */

/* The span that an address is in; NULL: none. */
static const struct lease_span *
span_find(const struct leases *t, uint32_t addr)
{
	size_t low = 0, high = t->nspans, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (t->spans[middle].range.high < addr)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == t->nspans || t->spans[low].range.low > addr)
		return NULL;
	return &t->spans[low];
}

uint32_t
lease_pool_of(const struct leases *t, uint32_t addr)
{
	const struct lease_span *s = span_find(t, addr);

	return s == NULL ? LEASE_NO_POOL : s->range.pool;
}

static void
chain_spans(struct leases *t)
{
	struct lease_pool *p;
	size_t i;

	for (i = t->nspans; i-- > 0;) {	/* so the lowest comes first */
		p = &t->pools[t->spans[i].range.pool];
		t->spans[i].next = p->range;
		p->range = (uint32_t)i + 1;
		p->total += t->spans[i].range.high -
		    t->spans[i].range.low + 1;
	}
}

int
leases_pools(struct leases *t, const struct lease_range *ranges, size_t n,
    size_t npools)
{
	struct lease_span *spans = calloc(n + 1, sizeof(spans[0]));
	struct lease_pool *pools = calloc(npools + 1, sizeof(pools[0]));
	size_t i;

	if (spans == NULL || pools == NULL) {
		free(spans);
		free(pools);
		return -1;
	}
	for (i = 0; i < n; i++) {
		spans[i].range = ranges[i];
		spans[i].cursor = ranges[i].low;
	}
	free(t->spans);
	free(t->pools);
	t->spans = spans;
	t->nspans = n;
	t->pools = pools;
	t->npools = npools;
	return leases_settle(t);
}

static int
by_end(const void *a, const void *b)
{
	const struct lease *const *x = a, *const *y = b;

	if ((*x)->ends != (*y)->ends)
		return (*x)->ends < (*y)->ends ? -1 : 1;
	return (*x)->self < (*y)->self ? -1 : 1;
}

/* The free ones, and all others, the one that ended first coming first. */
static int
hang_all(struct leases *t)
{
	struct lease **sorted = malloc((t->n + 1) * sizeof(sorted[0]));
	struct lease *l;
	uint32_t place, n = 0;

	if (sorted == NULL)
		return -1;
	for (place = 1; place <= t->n; place++) {
		l = lease_get(t, place);
		if (list_of(t, l) != NULL)
			sorted[n++] = l;
		else
			lease_hang(t, l);
		lease_heap_place(t, l);
	}
	qsort(sorted, n, sizeof(sorted[0]), by_end);
	for (place = n; place > 0 && sorted[place - 1]->ends != 0; place--)
		continue;
	while (place > 0)	/* these are prepended */
		lease_hang(t, sorted[--place]);
	for (; place < n; place++)
		if (sorted[place]->ends != 0)
			lease_hang(t, sorted[place]);
	free(sorted);
	return 0;
}

int
leases_settle(struct leases *t)
{
	uint32_t place;
	struct lease *l;
	size_t i;

	if (lease_heap_reserve(t) == -1)
		return -1;
	if (t->pools != NULL)
		memset(t->pools, 0, t->npools * sizeof(t->pools[0]));
	for (i = 0; i < t->nspans; i++)
		t->spans[i].cursor = t->spans[i].range.low;
	chain_spans(t);
	t->nheap = 0;
	for (place = 1; place <= t->n; place++) {
		l = lease_get(t, place);
		l->pool = lease_pool_of(t, l->addr);
		l->prev = l->next = l->heap = 0;
	}
	return hang_all(t);
}

/* --- what is to be given next */

/* The next address of a pool that has no lease yet; false: they all have. */
static bool
next_unused(struct leases *t, struct lease_pool *p, uint32_t *addr)
{
	struct lease_span *s;

	for (; p->range != 0; p->range = s->next) {
		s = &t->spans[p->range - 1];
		for (; s->cursor <= s->range.high; s->cursor++)
			if (lease_find(t, (uint32_t)s->cursor) == NULL) {
				*addr = (uint32_t)s->cursor;
				return true;
			}
	}
	return false;
}

struct lease *
lease_oldest_free(struct leases *t, uint32_t pool)
{
	struct lease_pool *p = &t->pools[pool];
	struct lease *l = NULL;
	uint32_t addr;

	if (p->free.first != 0)
		l = lease_get(t, p->free.first);
	if ((l == NULL || l->ends != 0) && next_unused(t, p, &addr))
		return lease_at(t, addr);
	return l;
}

struct lease *
lease_oldest_abandoned(const struct leases *t, uint32_t pool)
{
	uint32_t first = t->pools[pool].abandoned.first;

	return first == 0 ? NULL : lease_get(t, first);
}

struct lease *
lease_oldest_offer(const struct leases *t, uint32_t pool)
{
	uint32_t first = t->pools[pool].offered.first;

	return first == 0 ? NULL : lease_get(t, first);
}

void
leases_pool(const struct leases *t, uint32_t pool, struct lease_count *count)
{
	const struct lease_pool *p = &t->pools[pool];

	count->total = p->total;
	count->active = p->active;
	count->offered = p->offered.n;
	count->abandoned = p->abandoned.n;
}

#include <stdlib.h>

#include "dhcpd/lease_impl.h"

#define ARITY	4		/* children: half the depth of two */

uint32_t
lease_due_time(const struct lease *l)
{
	if ((l->flags & LEASE_F_OFFERED) != 0)
		return l->offered;
	if (l->state == LEASE_ACTIVE || l->state == LEASE_ABANDONED)
		return l->ends;
	return LEASE_NEVER;
}

int
lease_heap_reserve(struct leases *t)
{
	uint32_t size = t->heap_size > 0 ? 2 * t->heap_size : BLOCK;
	uint32_t *wider;

	if (t->heap_size > t->n)
		return 0;
	while (size <= t->n)
		size *= 2;
	wider = realloc(t->heap, (size + 1) * sizeof(wider[0]));
	if (wider == NULL)
		return -1;
	t->heap = wider;
	t->heap_size = size;
	return 0;
}

static void
put_at(struct leases *t, uint32_t i, struct lease *l)
{
	t->heap[i] = l->self;
	l->heap = i;
}

static uint32_t
due_at(const struct leases *t, uint32_t i)
{
	return lease_due_time(lease_get(t, t->heap[i]));
}

/* Up from i, where there is a hole, to where l belongs; or down. */
static void
sift(struct leases *t, uint32_t i, struct lease *l)
{
	uint32_t due = lease_due_time(l), up, child, least, end;

	while (i > 1 && due < due_at(t, up = (i - 2) / ARITY + 1)) {
		put_at(t, i, lease_get(t, t->heap[up]));
		i = up;
	}
	while ((child = ARITY * (i - 1) + 2) <= t->nheap) {
		end = child + ARITY - 1;
		if (end > t->nheap)
			end = t->nheap;
		for (least = child; ++child <= end;)
			if (due_at(t, child) < due_at(t, least))
				least = child;
		if (due_at(t, least) >= due)
			break;
		put_at(t, i, lease_get(t, t->heap[least]));
		i = least;
	}
	put_at(t, i, l);
}

void
lease_heap_place(struct leases *t, struct lease *l)
{
	struct lease *last;
	uint32_t hole = l->heap;

	if (lease_due_time(l) != LEASE_NEVER) {
		if (hole == 0)
			hole = ++t->nheap;
		sift(t, hole, l);
	} else if (hole != 0) {
		l->heap = 0;
		last = lease_get(t, t->heap[t->nheap--]);
		if (last != l)
			sift(t, hole, last);
	}
}

struct lease *
lease_due(const struct leases *t, uint32_t now)
{
	struct lease *l;

	if (t->nheap == 0)
		return NULL;
	l = lease_get(t, t->heap[1]);
	return lease_due_time(l) <= now ? l : NULL;
}

uint32_t
lease_next_due(const struct leases *t)
{
	return t->nheap == 0 ? LEASE_NEVER : due_at(t, 1);
}

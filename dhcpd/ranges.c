#include <stdlib.h>
#include <string.h>

#include "dhcpd/config.h"
#include "dhcpd/lease.h"
#include "dhcpd/ranges.h"

/* Addresses that are kept out, sorted. */
struct kept {
	uint32_t	*address;
	size_t		 n, at;
};

/* The parts of a range between them; how many. */
static size_t
split(struct lease_range *parts, const struct range *r, struct kept *k)
{
	uint64_t low = r->low;
	uint32_t out;
	size_t n = 0;

	for (; k->at < k->n && k->address[k->at] <= r->high; k->at++) {
		out = k->address[k->at];
		if (out < low)		/* twice, or below it */
			continue;
		if (out > low)
			parts[n++] = (struct lease_range){ (uint32_t)low,
			    out - 1, r->pool->index };
		low = (uint64_t)out + 1;
	}
	if (low <= r->high)
		parts[n++] = (struct lease_range){ (uint32_t)low, r->high,
		    r->pool->index };
	return n;
}

static int
by_address(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int
keep(struct kept *k, const struct config *c, const uint32_t *own, size_t nown)
{
	k->n = c->nkept + nown;
	k->at = 0;
	k->address = calloc(k->n + 1, sizeof(k->address[0]));
	if (k->address == NULL)
		return -1;
	memcpy(k->address, c->kept, c->nkept * sizeof(k->address[0]));
	if (nown > 0)
		memcpy(k->address + c->nkept, own, nown * sizeof(own[0]));
	qsort(k->address, k->n, sizeof(k->address[0]), by_address);
	return 0;
}

int
ranges_set(struct leases *leases, const struct config *c,
    const uint32_t *own, size_t nown)
{
	struct lease_range *parts;
	struct kept k;
	size_t n = 0, i;
	int result = -1;

	if (keep(&k, c, own, nown) == -1)
		return -1;
	parts = calloc(c->nranges + k.n + 1, sizeof(parts[0]));
	if (parts != NULL) {
		for (i = 0; i < c->nranges; i++)
			n += split(parts + n, c->ranges[i], &k);
		result = leases_pools(leases, parts, n, c->npools);
	}
	free(parts);
	free(k.address);
	return result;
}

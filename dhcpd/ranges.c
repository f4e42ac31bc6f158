#include <stdlib.h>

#include "dhcpd/config.h"
#include "dhcpd/lease.h"
#include "dhcpd/ranges.h"

/* The parts of a range between the addresses kept; how many. */
static size_t
split(struct lease_range *parts, const struct range *r, const struct config *c,
    size_t *kept)
{
	uint64_t low = r->low;
	size_t n = 0;

	for (; *kept < c->nkept && c->kept[*kept] <= r->high; ++*kept) {
		if (c->kept[*kept] < low)	/* twice, or below it */
			continue;
		if (c->kept[*kept] > low)
			parts[n++] = (struct lease_range){ (uint32_t)low,
			    c->kept[*kept] - 1, r->pool->index };
		low = (uint64_t)c->kept[*kept] + 1;
	}
	if (low <= r->high)
		parts[n++] = (struct lease_range){ (uint32_t)low, r->high,
		    r->pool->index };
	return n;
}

int
ranges_set(struct leases *leases, const struct config *c)
{
	struct lease_range *parts = calloc(c->nranges + c->nkept + 1,
	    sizeof(parts[0]));
	size_t n = 0, i, kept = 0;
	int result;

	if (parts == NULL)
		return -1;
	for (i = 0; i < c->nranges; i++)
		n += split(parts + n, c->ranges[i], c, &kept);
	result = leases_pools(leases, parts, n, c->npools);
	free(parts);
	return result;
}

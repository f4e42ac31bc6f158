/* threshold: log-threshold-high and -low, in ISC dhcpd's words. */
#include <stdio.h>
#include <syslog.h>

#include "dhcpd/exchange.h"

#define PERCENT		100

static uint32_t
share(uint32_t total, uint32_t percent)
{
	return (uint32_t)((uint64_t)total * percent / PERCENT);
}

static void
tell(struct exchange *x, const char *what, const char *which,
    uint32_t percent, uint32_t used, uint32_t total)
{
	char addr[ADDRESS_TEXT];

	say(x, LOG_ERR, "Pool threshold %s - shared network: %s; address: %s; "
	    "%s threshold %u%% %u/%u.", what, x->pool->network->name,
	    address_text(x->lease->addr, addr), which, percent, used, total);
}

void
check_threshold(struct exchange *x)
{
	struct lease_count n;
	struct pool *pool;
	uint32_t used, high, low;

	if (x->pool == NULL)
		return;
	pool = x->r->config->pools[x->pool->index];
	high = scope_number(x->r->scope, PARAM_LOG_THRESHOLD_HIGH, 0);
	low = scope_number(x->r->scope, PARAM_LOG_THRESHOLD_LOW, 0);
	if (high == 0 || high > PERCENT)
		return;
	leases_pool(x->r->leases, pool->index, &n);
	used = n.active + n.abandoned;
	if (pool->crowded && used <= share(n.total, low)) {
		pool->crowded = false;
		tell(x, "reset", "low", low, used, n.total);
	} else if (!pool->crowded && used >= share(n.total, high)) {
		/* Where low is above high each lease is told of. */
		pool->crowded = low < high;
		tell(x, "exceeded", "high", high, used, n.total);
	}
}

#include <stdint.h>

#include "common/scan.h"
#include "ftpd/rate.h"

/* So little goes at once that an ordinary bucket is smooth, ... */
#define BURST_PER_SECOND	4

/* ... and so much that a slow one is not sent byte by byte. */
#define BURST_MIN		1024

static uint64_t
burst(const struct rate *r)
{
	uint64_t n = r->per_second / BURST_PER_SECOND;

	return n > BURST_MIN ? n : BURST_MIN;
}

void
rate_init(struct rate *r, uint64_t per_second, int64_t now_ms)
{
	/* So that a day's worth of milliseconds does not overflow. */
	if (per_second > (uint64_t)1 << 36)
		per_second = 0;
	r->per_second = per_second;
	r->tokens = burst(r);
	r->then = now_ms;
}

size_t
rate_allow(struct rate *r, size_t want, int64_t now_ms)
{
	uint64_t more, ms;

	if (r->per_second == 0)
		return want;
	ms = now_ms > r->then ? (uint64_t)(now_ms - r->then) : 0;
	if (ms > 1000) {		/* the bucket is full long before */
		ms = 1000;
		r->then = now_ms - 1000;
	}
	more = r->per_second * ms / 1000;
	if (more > 0) {
		/* Rounded up, or the same moment would give twice. */
		r->then += (int64_t)((more * 1000 + r->per_second - 1) /
		    r->per_second);
		r->tokens += more;
		if (r->tokens > burst(r))
			r->tokens = burst(r);
	}
	return want < r->tokens ? want : (size_t)r->tokens;
}

void
rate_spend(struct rate *r, size_t bytes)
{
	r->tokens -= bytes < r->tokens ? bytes : r->tokens;
}

int
rate_wait(const struct rate *r)
{
	uint64_t part = burst(r) / 2, ms;

	if (r->per_second == 0 || r->tokens >= part)
		return 1;
	ms = (part - r->tokens) * 1000 / r->per_second;
	return ms < 1 ? 1 : ms > 60000 ? 60000 : (int)ms;
}

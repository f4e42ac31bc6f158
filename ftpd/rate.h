/*
 * rate: a token bucket, so many bytes a second.
 *
 * The caller gives the time; nothing here sleeps.
 */
#ifndef RATE_H
#define RATE_H

#include <stddef.h>
#include <stdint.h>

struct rate {
	uint64_t	 per_second;	/* 0: no limit */
	uint64_t	 tokens;	/* bytes that may be sent now */
	int64_t		 then;		/* when they were counted, ms */
};

/* Full at first: a quarter of a second's worth, and at least a kilobyte. */
void	 rate_init(struct rate *, uint64_t per_second, int64_t now_ms);

/* How many of want bytes may go now; 0: none yet. */
size_t	 rate_allow(struct rate *, size_t want, int64_t now_ms);

/* They have gone. */
void	 rate_spend(struct rate *, size_t bytes);

/* Milliseconds until rate_allow() has something to give; at least 1. */
int	 rate_wait(const struct rate *);

#endif

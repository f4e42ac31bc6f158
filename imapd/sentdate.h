/*
 * sentdate: the date of a Date field (RFC 5322 section 3.3 with the obsolete
 * forms of 4.3), as senders write it.
 */
#ifndef SENTDATE_H
#define SENTDATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sentdate {
	int64_t	seconds;	/* since the epoch, in UTC */
	int32_t	zone;		/* seconds east of UTC */
};

/*
 * A missing or senseless time is 00:00:00, a missing or unknown zone UTC
 * (RFC 5256 section 2.2).  False: there is no such day.
 */
bool	 sentdate_read(const char *, size_t len, struct sentdate *);

/* The day as it was written, without regard to the zone (days since 1970). */
int64_t	 sentdate_day(const struct sentdate *);

#endif

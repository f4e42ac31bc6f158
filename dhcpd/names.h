/*
 * names: addresses of host names, remembered.
 *
 * A name server that is silent, or not there yet, must neither hold up a
 * start nor take addresses away: what was found once is good until somebody
 * says otherwise, and when waiting has cost too much nobody is asked for a
 * while.
 */
#ifndef DHCPD_NAMES_H
#define DHCPD_NAMES_H

#include <stddef.h>
#include <stdint.h>

enum {
	NAMES_ADDRESSES = 64,	/* of a name; further ones are left out */
	NAMES_LOST = 2,		/* seconds that may be waited in vain, ... */
	NAMES_SILENCE = 20,	/* ... and for so long nobody is asked then */
	NAMES_BUDGET = 3,	/* seconds that names_again() may take */
	NAMES_BUCKETS = 1024
};

struct name;

struct names {
	/* How many; 0: there are none; -1: nobody answered. */
	int		 (*look_up)(const char *name, uint32_t *addresses,
			    size_t max);
	int64_t		 (*clock)(void);	/* seconds */
	int64_t		 silent_until, lost;
	uint64_t	 seed;
	size_t		 at;		/* where names_again() goes on */
	struct name	*buckets[NAMES_BUCKETS];
};

/* By the system's resolver, which gives up within some seconds. */
void	 names_init(struct names *);
void	 names_free(struct names *);

/*
 * Up to max addresses, at most NAMES_ADDRESSES; 0: it has none; -1: nobody
 * answers, and none were ever found.
 */
int	 names_find(struct names *, const char *name, uint32_t *addresses,
	    size_t max);

/* Looks again for those that had none; how many have some now. */
size_t	 names_again(struct names *);

#endif

/*
 * table: all sessions, found by their client, and how many each client has.
 *
 * The limits are what a flood meets: each session costs us two descriptors
 * (three, if it is long) and about 2 kB, so a table that is full is all that
 * can happen.
 */
#ifndef TFTPD_TABLE_H
#define TFTPD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tftpd/address.h"

#define TABLE_BUCKETS	1024	/* a power of two */

/* One for each host that has a session. */
struct table_host {
	struct table_host *next;
	union address	 address;
	size_t		 active;	/* of those, not dallying */
	size_t		 entries;
};

/* What a session is in the table; zeroed: not in it. */
struct table_entry {
	struct table_entry *next;	/* of its bucket */
	struct table_entry *newer, *older;	/* of all */
	struct table_host *host;
	union address	 peer;
	bool		 active;	/* counts against the limits */
};

struct table {
	uint64_t	 seed;		/* so that nobody can fill one bucket */
	size_t		 active, entries;
	struct table_entry *newest;
	struct table_entry *peers[TABLE_BUCKETS];
	struct table_host *hosts[TABLE_BUCKETS];
};

void	 table_init(struct table *, uint64_t seed);

/* NULL when there is none. */
struct table_entry *table_find(const struct table *, const union address *);

/* How many active ones has this host? */
size_t	 table_host(const struct table *, const union address *);

/* Adds e, which the caller keeps, for e->peer.  -1 with errno. */
int	 table_add(struct table *, struct table_entry *);

/* It dallies: it does not count any more. */
void	 table_idle(struct table *, struct table_entry *);

void	 table_remove(struct table *, struct table_entry *);

/* For comparisons: not the same in two processes. */
uint64_t table_hash(uint64_t seed, const void *buf, size_t len);

#endif

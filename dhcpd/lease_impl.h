/*
 * lease_impl: what the lease*.c files share.
 *
 * Leases are known by their place: 1 is the first, 0 is none.  They lie in
 * blocks that never move.
 */
#ifndef DHCPD_LEASE_IMPL_H
#define DHCPD_LEASE_IMPL_H

#include "dhcpd/lease.h"

#define BLOCK_BITS	12
#define BLOCK		(1u << BLOCK_BITS)

/* A list of leases, by prev and next. */
struct lease_list {
	uint32_t first, last;
	uint32_t n;
};

struct lease_pool {
	struct lease_list free, offered, abandoned;
	uint32_t active;
	uint32_t total;		/* addresses in its ranges */
	uint32_t range;		/* the one whose cursor is next: from 1 */
};

/* A range, and the first address of it that may never have had a lease. */
struct lease_span {
	struct lease_range range;
	uint64_t cursor;	/* above high: there is none */
	uint32_t next;		/* of the same pool: from 1; 0: the last */
};

/* By client: heads of chains. */
struct lease_hash {
	uint32_t *heads;
	uint32_t mask;		/* how many, less 1 */
	uint32_t n;
};

struct leases {
	struct lease	**blocks;
	uint32_t	 n;
	uint32_t	*by_address;	/* open addressing */
	uint32_t	 address_mask;
	struct lease_hash by_uid, by_hardware;
	uint32_t	*heap;		/* from 1 */
	uint32_t	 nheap, heap_size;
	struct lease_span *spans;
	size_t		 nspans;
	struct lease_pool *pools;
	size_t		 npools;
	uint64_t	 seed;
};

static inline struct lease *
lease_get(const struct leases *t, uint32_t place)
{
	return &t->blocks[(place - 1) >> BLOCK_BITS][(place - 1) & (BLOCK - 1)];
}

/* lease_hash.c: finding them. */
int	 lease_hash_init(struct leases *);
void	 lease_hash_free(struct leases *);
/* Room for one more lease; -1: no memory. */
int	 lease_hash_reserve(struct leases *);
void	 lease_hash_address(struct leases *, struct lease *);
/* Into and out of the clients' chains; the lease says which. */
void	 lease_hash_add(struct leases *, struct lease *);
void	 lease_hash_remove(struct leases *, struct lease *);

/* lease_pool.c: into and out of the list that its state says (rule 2). */
void	 lease_hang(struct leases *, struct lease *);
void	 lease_unhang(struct leases *, struct lease *);

/* lease_heap.c: what ends first. */
/* Room for all leases that there are. */
int	 lease_heap_reserve(struct leases *);
/* Adds, moves or removes it, as its state says. */
void	 lease_heap_place(struct leases *, struct lease *);
/* When it ends, or LEASE_NEVER. */
uint32_t lease_due_time(const struct lease *);

#endif

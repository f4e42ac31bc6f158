/*
 * lease: who has which address, in memory.
 *
 * A lease is one address of a range and what is known of its last client.
 * It is made when its address is first needed, so a pool of a million
 * addresses costs nothing until they are used.  All look-ups are by hash;
 * the free ones of a pool hang in a list, the one that has been free for
 * longest first; what ends, ends in the order of a heap.  Nothing here
 * reads a clock, a file or a configuration: times are given, pools are
 * numbers.
 *
 * Rules that always hold:
 * 1. An address has at most one struct lease.
 * 2. A lease hangs in exactly one list: active ones in none, of the others
 *    those on offer, the abandoned ones and the free ones of a pool each in
 *    its own.  One that is in no pool is in no list.
 * 3. Active, offered and abandoned leases, and no other, are in the heap,
 *    but those that never end.
 * 4. A lease with a client-id is found by it, one with a hardware address
 *    by that.
 * 5. Pointers to a lease stay good until leases_free().
 */
#ifndef DHCPD_LEASE_H
#define DHCPD_LEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/packet.h"

/* Seconds since 1970; good until 2106. */
#define LEASE_NEVER	UINT32_MAX	/* "never"; infinite */

#define LEASE_NO_POOL	UINT32_MAX	/* its address is in no range now */
#define LEASE_DATA_MAX	16384		/* items of one lease, bytes */

/* The words of the lease file, in ISC's order; 0: not said. */
enum lease_state {
	LEASE_UNSET,
	LEASE_FREE,
	LEASE_ACTIVE,
	LEASE_EXPIRED,
	LEASE_RELEASED,
	LEASE_ABANDONED,
	LEASE_RESET,
	LEASE_BACKUP
};

/* Flags. */
enum {
	LEASE_F_RESERVED = 1,
	LEASE_F_BOOTP = 2,	/* dynamic-bootp */
	LEASE_F_OFFERED = 4,	/* in memory only: held for who asked */
	LEASE_F_DIRTY = 8,	/* the disk does not know it yet */
	LEASE_F_RUN = 16	/* its times are of this run's clock */
};

/*
 * What else is known, in one block: items, each with a kind and bytes, in
 * the order in which the file has them.
 */
enum lease_item_kind {
	LEASE_UID = 1,		/* client-id */
	LEASE_HOSTNAME,		/* client-hostname */
	LEASE_SET,		/* NAME, NUL, then a kind and its bytes: below */
	LEASE_AGENT,		/* option 82's bytes, without code and length */
	LEASE_BILLING,		/* text behind "billing ", without ';' */
	LEASE_ON,		/* text of "on expiry { ... }", whole */
	LEASE_TSFP,		/* four bytes, big-endian */
	LEASE_ATSFP,
	LEASE_OTHER		/* a statement that is not ours, whole */
};

/*
 * The first byte behind the NUL of a LEASE_SET item: '"' and the bytes of a
 * string; '%' and eight bytes, big-endian, of a number; '?' and one byte, 0
 * or 1.
 */

struct lease {
	uint32_t addr;
	uint32_t starts, ends, tstp, cltt;	/* 0: not said */
	uint32_t offered;	/* LEASE_F_OFFERED: until when */
	uint32_t pool;		/* its number, or LEASE_NO_POOL */
	uint8_t	 state, next_state, rewind_state;	/* enum lease_state */
	uint8_t	 flags;
	struct hardware	hardware;	/* len and type 0: none */
	uint16_t data_len;
	uint32_t self;		/* its place in leases_at() */
	uint8_t	*data;		/* items */

	/* lease.c's: places from 1; 0: none */
	uint32_t prev, next;		/* in a list of the pool */
	uint32_t uid_prev, uid_next;
	uint32_t hw_prev, hw_next;
	uint32_t heap;
};

/* One range: all its addresses are of one pool. */
struct lease_range {
	uint32_t low, high;		/* both in it */
	uint32_t pool;
};

/* What a pool has, for the log and for lease limits. */
struct lease_count {
	uint32_t total;			/* addresses */
	uint32_t active, offered, abandoned;
};

struct leases;

/* Gives an empty table; NULL: no memory. */
struct leases *leases_new(void);
void	 leases_free(struct leases *);

/*
 * The ranges of a configuration, sorted by address and without overlap,
 * and how many pools there are; at start, and after each reload.  Copies.
 * Then settles.  -1: no memory, and all is as it was.
 */
int	 leases_pools(struct leases *, const struct lease_range *, size_t n,
	    size_t npools);

/*
 * Puts every lease where its state and times say that it belongs: after the
 * file was read, or anything else was changed by other means than the
 * functions below.  -1: no memory.
 */
int	 leases_settle(struct leases *);

size_t	 leases_count(const struct leases *);
/* The i-th lease, in the order in which they were made. */
struct lease *leases_at(const struct leases *, size_t i);
void	 leases_pool(const struct leases *, uint32_t pool,
	    struct lease_count *);

/*
 * By address.  lease_at() makes it when there is none, in whatever pool its
 * address is; NULL: no memory.
 */
struct lease *lease_find(const struct leases *, uint32_t addr);
struct lease *lease_at(struct leases *, uint32_t addr);
/* Would lease_at() put it in a pool?  Which: or LEASE_NO_POOL. */
uint32_t lease_pool_of(const struct leases *, uint32_t addr);

/*
 * All leases of a client: the first, then the next; NULL at the end.  The
 * newest binding comes first.  Who makes up thousands of client-ids for one
 * hardware address must not cost that much: callers look at LEASE_CHAIN.
 */
#define LEASE_CHAIN	64
struct lease *lease_by_uid(const struct leases *, struct bytes uid);
struct lease *lease_next_uid(const struct leases *, const struct lease *);
struct lease *lease_by_hardware(const struct leases *,
	    const struct hardware *);
struct lease *lease_next_hardware(const struct leases *,
	    const struct lease *);

/*
 * Of a pool: the address to give to somebody new, one that never had a
 * lease before one that did, then the one that is free for longest; NULL:
 * none is free.  It stays in its list until it is offered or bound.
 */
struct lease *lease_oldest_free(struct leases *, uint32_t pool);
/* The longest abandoned one, and the oldest offer; NULL: none. */
struct lease *lease_oldest_abandoned(const struct leases *, uint32_t pool);
struct lease *lease_oldest_offer(const struct leases *, uint32_t pool);

/*
 * Changes of state.  They keep the lists, hashes and the heap; the caller
 * writes the lease file.  Times are the caller's to set before.
 */
/* Held for a client until then; what the file says does not change. */
void	 lease_offer(struct leases *, struct lease *, uint32_t until);
/* The offer is void; an address that was never leased is nobody's again. */
void	 lease_unoffer(struct leases *, struct lease *);
/* A new state; ends may have changed too.  Ends an offer. */
void	 lease_state(struct leases *, struct lease *, enum lease_state);
/*
 * Whose it is: hardware may be NULL, uid of length 0 (none).  -1: no memory,
 * and nothing has changed.
 */
int	 lease_client(struct leases *, struct lease *,
	    const struct hardware *, struct bytes uid);
/*
 * The same with all items at once, as lease_next_item() would give them,
 * LEASE_UID first if there is one.
 */
int	 lease_replace(struct leases *, struct lease *,
	    const struct hardware *, const uint8_t *items, size_t len);

/*
 * The next lease whose offer or time has come to an end by now, and NULL
 * when there is none: the caller gives it its next state, or unoffers it.
 */
struct lease *lease_due(const struct leases *, uint32_t now);
/* When that is; LEASE_NEVER: nothing is under way. */
uint32_t lease_next_due(const struct leases *);

/*
 * The clock was set: adds seconds to all times of leases with LEASE_F_RUN
 * (never below 1), and to all offers.  They become LEASE_F_DIRTY.
 */
void	 leases_shift(struct leases *, int64_t seconds);

/*
 * Items.  lease_item() gives the first of its kind, data NULL if none;
 * lease_next_item() walks over all (*at 0 at first), false at the end.
 */
struct bytes lease_item(const struct lease *, enum lease_item_kind);
bool	 lease_next_item(const struct lease *, size_t *at,
	    enum lease_item_kind *, struct bytes *);
/*
 * lease_put() replaces all items of a kind (not LEASE_UID: lease_client())
 * by one, or by none when data is NULL; lease_add() adds one.  -1: ENOMEM,
 * or ENOSPC beyond LEASE_DATA_MAX.
 */
int	 lease_put(struct lease *, enum lease_item_kind, struct bytes);
int	 lease_add(struct lease *, enum lease_item_kind, struct bytes);

/* Writes one item to buf: its size, 0 when it does not fit. */
#define LEASE_ITEM_HEAD	3
size_t	 lease_item_write(uint8_t *buf, size_t size, enum lease_item_kind,
	    struct bytes);

#endif

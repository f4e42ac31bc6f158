/*
 * arena: memory that is given out piece by piece and taken back at once.
 *
 * A configuration lives in one and dies with it; what a request evaluates
 * lives in another, which is emptied before the next and so asks the
 * system for nothing once it has grown to the size requests need.
 */
#ifndef DHCPD_ARENA_H
#define DHCPD_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;	/* all of them, the newest first */
	char		*next;		/* free, in the newest */
	size_t		 left;		/* octets at next */
	size_t		 used, limit;	/* octets given out; at most */
};

/* limit: octets in all, beyond which arena_alloc() fails with ENOMEM. */
void	 arena_init(struct arena *, size_t limit);

/*
 * Zeroed and aligned for any type; NULL with ENOMEM.  Never ask for 0 to
 * learn something: it gives a valid address.
 */
void	*arena_alloc(struct arena *, size_t size);

/* A copy with a NUL behind it; NULL with ENOMEM. */
char	*arena_copy(struct arena *, const void *data, size_t len);

/* Everything is free again; one block is kept. */
void	 arena_empty(struct arena *);

void	 arena_free(struct arena *);

#endif

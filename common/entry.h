/*
 * entry: what the entries of a journal hold, and what each does to an image.
 * For journal.c alone; numbers and layouts are those on disk.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include "common/index.h"

enum { ENTRY_MAX = 1408 };	/* a new message with all extras */

enum entry_type {
	ENTRY_NEW = 1,		/* struct record, heap entry */
	ENTRY_FLAGS,		/* struct change */
	ENTRY_EXPUNGE,		/* struct change */
	ENTRY_NAME,		/* heap entry */
	ENTRY_SIZES,		/* struct sizes */
	ENTRY_CACHE,		/* struct change */
	ENTRY_KEYWORD,		/* struct change, name */
	ENTRY_STAMPS,		/* struct stamps */
	ENTRY_UIDNEXT,		/* struct change */
	ENTRY_RECENT,		/* struct change */
	ENTRY_ADDING,		/* struct batch */
	ENTRY_RANGE,		/* struct range */
	ENTRY_TYPES
};

/* What of this a type does not need is 0. */
struct change {
	uint32_t	uid, value;
	uint64_t	keywords, modseq;
};

/* All messages that there are from one UID to another. */
struct range {
	uint32_t	from, to;
	uint32_t	set, clear;	/* flags of maildir.h */
	uint64_t	modseq;
};

struct sizes {
	uint32_t	uid, spare;
	int64_t		size, vsize, internaldate;
};

struct stamps {
	struct index_stamp cur, new;
};

/* False: what it says makes no sense, though it is whole. */
bool	 entry_apply(struct image *, unsigned type, const char *payload,
	    size_t len);

/* The image is of no use any more; errno says why. */
void	 entry_fail(struct image *);

/*
 * Makes room for `need` items in the array that *(void **)p points to.
 * False: no memory.
 */
bool	 entry_grow(void *p, size_t *size, size_t need, size_t item);

/* Is this payload long enough for its type? */
bool	 entry_long_enough(unsigned type, size_t len);

#endif

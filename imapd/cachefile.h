/*
 * cachefile: the file postern-cache of a mailbox.
 *
 *	header | entry | entry | ...
 *
 *  1. It is appended to, under the lock, or replaced whole; nothing in it is
 *     overwritten or cut off.  So it can be mapped.
 *  2. It holds nothing that is not in a message: it may be lost at any time,
 *     and is never synced.
 *  3. An entry counts only if it names the UID that is asked for and has its
 *     checksum, which is seeded with the file's own number.  So what is torn,
 *     foreign, or belongs to a file that was replaced is as if it were not
 *     there.
 *  4. A file made for another UIDVALIDITY, by another version or on another
 *     machine is replaced.
 *  5. Where an entry is stands in the index (struct record, cache) in units
 *     of CACHEFILE_UNIT; 0: nowhere.  A newer entry of a UID leaves the older
 *     one as garbage; so does an expunge.
 *  6. Each time the file has doubled, it is written anew without garbage, if
 *     that is more than half of it.
 *
 * Locking: LOCK_CACHE of postern-lock, for writing only.  Who has it may take
 * that of the index, never the other way round.
 */
#ifndef CACHEFILE_H
#define CACHEFILE_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"

#define CACHEFILE	"postern-cache"
#define CACHEFILE_TEMP	"postern-cache.new"
#define CACHEFILE_MAGIC	"posternc"

enum {
	CACHEFILE_VERSION = 2,	/* of the layout, and of what is kept */
	CACHEFILE_ORDER	= 0x01020304,	/* as this machine stores it */
	CACHEFILE_UNIT	= 8,
	CACHEFILE_ENTRY	= 65536,	/* bytes of an entry at most */
	CACHEFILE_PARTS	= 4
};

struct cachefile_header {
	char		magic[8];
	uint32_t	version, order;
	uint32_t	uidvalidity, spare;
	uint64_t	number;		/* of this file */
	uint64_t	check;
};
_Static_assert(sizeof(struct cachefile_header) == 40, "header");

/* Followed by the parts, and zero bytes up to a multiple of the unit. */
struct cachefile_entry {
	uint32_t	uid;
	uint32_t	len;		/* of all of it */
	uint32_t	have;		/* bit n: part n was looked for */
	uint32_t	part[CACHEFILE_PARTS];	/* lengths; 0: too long */
	uint32_t	spare;
	uint64_t	check;
};
_Static_assert(sizeof(struct cachefile_entry) == 40, "entry");

/* All zero bytes: none is open. */
struct cachefile {
	bool		 open;
	int		 fd;
	ino_t		 ino;
	uint64_t	 number;
	char		*map;		/* a window of it */
	uint64_t	 map_at;
	size_t		 map_len;
	bool		 doubled;	/* 6 */
};

/* Opens it, or the one that has replaced it.  False: there is none. */
bool	 cachefile_refresh(struct cachefile *, const struct mailbox *,
	    uint32_t uidvalidity);
void	 cachefile_close(struct cachefile *);

/* The entry of a UID at a place that the index told; NULL: none (3). */
const struct cachefile_entry *cachefile_get(struct cachefile *, uint32_t uid,
	    uint32_t place);

/*
 * Appends entries, which are given their checksums, and makes the file if
 * need be.  The place of the first is in *place.  -1: they are not there.
 */
int	 cachefile_append(struct cachefile *, const struct mailbox *,
	    uint32_t uidvalidity, char *entries, size_t len,
	    uint32_t *place);

/* 6, where it is time to; the index is told the new places. */
void	 cachefile_compact(struct cachefile *, struct mailbox *,
	    uint32_t uidvalidity);

#endif

/*
 * entries: the names in one directory, sorted; for listing.c.
 *
 * Names lie behind each other in one block; what is sorted is an array of
 * fixed records with eight bytes of the name in each, so 50,000 names take
 * a millisecond or two.
 */
#ifndef ENTRIES_H
#define ENTRIES_H

#include <sys/stat.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ftpd/names.h"

/* What a long listing wants to know of each. */
struct brief {
	uint32_t mode, uid, gid, nlink;
	int64_t	 size, mtime;
};

struct entry {
	uint64_t key;		/* at first the inode */
	uint32_t name;		/* text[name]; the byte before is d_type */
	uint32_t index;		/* in briefs: the order of the directory */
};

struct entries {
	size_t		 n, size;	/* of entry[] */
	struct entry	*entry;
	size_t		 used, room;	/* of text[] */
	char		*text;
	struct brief	*briefs;	/* or NULL */
	int64_t		 blocks;	/* of all of them, by 512 bytes */
};

/* Appends a name.  -1 with errno. */
int	 entries_add(struct entries *, const struct name *, size_t max_entries,
	    size_t max_text);

/* Forgets them all, and keeps the memory. */
void	 entries_clear(struct entries *);

/*
 * By inode, once all are there: in this order the system finds them two
 * times faster, for what it knows of them lies together.
 */
void	 entries_sort_by_inode(struct entries *);

/*
 * Asks for all of them, by inode, so they must be sorted afterwards.  Names
 * are relative to dir; who has gone since is left out.  top: what is above
 * dir is not to be seen, so ".." is dir.
 */
int	 entries_stat(struct entries *, int dir, bool top);

/* By name (bytes); or by key, greatest first, and then by name. */
void	 entries_sort(struct entries *);
enum entries_by { ENTRIES_BY_TIME, ENTRIES_BY_SIZE };
void	 entries_sort_by(struct entries *, enum entries_by);

/*
 * The i-th will be looked at soon, if there is one: 50,000 of them, in any
 * order but that of the memory, do not stay in the cache.
 */
void	 entries_expect(const struct entries *, size_t i);

const char *entries_name(const struct entries *, size_t i);
unsigned char entries_type(const struct entries *, size_t i);

void	 entries_free(struct entries *);

#endif

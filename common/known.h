/*
 * known: what is known of messages from elsewhere than our own index, by
 * base name: their UIDs first of all.  foreign.h fills such a list from the
 * files of other servers, salvage.h from a damaged index, and sync.c builds
 * a new index from it.
 */
#ifndef KNOWN_H
#define KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"

enum {
	KNOWN_MAX	= MAILBOX_MAX,		/* messages in a list */
	KNOWN_UIDL	= 200			/* bytes of a saved UIDL */
};

struct known {
	uint32_t	 uid;		/* 0: it has none yet */
	uint32_t	 order;		/* POP3 order, 0: none */
	uint32_t	 version;	/* of its keywords; see foreign.c */
	uint16_t	 base_len, uidl_len, guid_len;
	const char	*base, *uidl, *guid;
	int64_t		 size, vsize;	/* or MAILBOX_UNKNOWN */
	uint64_t	 keywords;	/* bits without those of the name */
	uint64_t	 modseq;	/* 0: unknown */
};

/* Finds an index by hash; the caller compares. */
struct table {
	struct slot {
		uint32_t	hash, index;	/* index + 1; 0: free */
	}		*slot;
	size_t		 mask;
	size_t		 used;
};

struct known_list {
	uint32_t	 uidvalidity;	/* 0: unknown; then no UID counts */
	uint32_t	 uidnext;
	uint32_t	 first_recent;
	uint64_t	 modseq;	/* highest there was, or 0 */
	struct known	*item;
	size_t		 n, size;
	struct table	 table;
	char		*keyword[MAILBOX_KEYWORDS];
	void		**buffer;	/* what pointers point into */
	size_t		 nbuffers;
};

void	 known_init(struct known_list *);
void	 known_free(struct known_list *);

/* Takes a malloc()ed buffer, to be freed with the list; frees it on -1. */
int	 known_keep(struct known_list *, void *buffer);

/*
 * The item of a base name, made (all unknown) if it is not there.  NULL: no
 * memory, too many, or the name is none.
 */
struct known *known_get(struct known_list *, const char *base, size_t len);
struct known *known_find(const struct known_list *, const char *base,
	    size_t len);

/*
 * The bit of a keyword, compared without case; given a free one from `first`
 * on if it has none.  -1: none is free, or the name is none.
 */
int	 known_keyword(struct known_list *, const char *name, size_t len,
	    unsigned first);

/* Room for n entries; -1 with errno.  The table grows by itself. */
int	 table_init(struct table *, size_t n);
void	 table_free(struct table *);
uint32_t table_hash(const char *p, size_t len);
int	 table_put(struct table *, uint32_t hash, uint32_t index);

/*
 * Walks the entries with this hash: *at is 0 before the first.  False at
 * the end.
 */
bool	 table_next(const struct table *, uint32_t hash, size_t *at,
	    uint32_t *index);

#endif

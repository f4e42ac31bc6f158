/*
 * find: which of some strings are in a text (SEARCH).
 *
 * Strings and text are compared as casemap.h maps them.  The text comes in
 * pieces; a string is found across them, up to a find_break().
 */
#ifndef FIND_H
#define FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct needle {
	const char	*p;		/* mapped; borrowed */
	size_t		 len;
	bool		 found;
	unsigned char	 skip[256];	/* by the last byte looked at */
};

/* Borrows len bytes, which are mapped. */
void	 needle_init(struct needle *, const char *p, size_t len);

/* Is it in this text?  ASCII needs not be mapped, all else must be. */
bool	 needle_in(const struct needle *, const char *p, size_t len);

struct find {
	struct needle	**needle;	/* the caller's */
	size_t		 n;
	size_t		 left;		/* of them not yet found */
	size_t		 longest;
	bool		 lines;		/* one of them has a line end in it */
	char		*buf;		/* the end of what came before */
	size_t		 len, size;
};

/*
 * Begins with none of them found; an empty one is found at once.  A struct
 * find all zero bytes can be used again and again.  False: no memory.
 */
bool	 find_begin(struct find *, struct needle **, size_t n);
void	 find_free(struct find *);

/* UTF-8, whole characters, not mapped.  At most FIND_PIECE bytes. */
#define FIND_PIECE	4096
void	 find_text(struct find *, const char *p, size_t len);

/* The same of any length, and a text of its own. */
void	 find_whole(struct find *, const char *p, size_t len);

/* ASCII, and all of it up to the next break: as much as there is. */
void	 find_ascii(struct find *, const char *p, size_t len);

/* What comes now has nothing to do with what came before. */
void	 find_break(struct find *);

#endif

/*
 * set: numbers as ranges: sequence sets (RFC 9051 section 9,
 * "sequence-set"), lists of UIDs in replies, saved results.
 *
 * A set is what the peer sent in its order until set_normalize() has sorted
 * and joined it.  All zero bytes are an empty set; set_free() gives its memory
 * back.
 */
#ifndef SET_H
#define SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* D-4.  A line has room for more; no client is known that asks for it. */
#define SET_RANGES	10000

/* "*": the largest number there is.  No message number or UID is 0. */
#define SET_STAR	0

struct range {
	uint32_t	 from, to;	/* both in it; normal: from <= to */
};

struct set {
	struct range	*range;
	size_t		 n, size;
	bool		 saved;		/* "$" (RFC 5182): see SEARCHRES */
	bool		 failed;	/* no memory */
};

void	 set_free(struct set *);
void	 set_clear(struct set *);	/* keeps the memory */

/* Adds a range as it is.  A set of our own may grow beyond SET_RANGES. */
void	 set_add(struct set *, uint32_t from, uint32_t to);

/* Adds a number larger than all in the set: for lists made in order. */
void	 set_append(struct set *, uint32_t number);

/*
 * "1,5:*,7" in the first len bytes; *used says how many of them it is.
 * False: it is none, or has more than SET_RANGES.  Also "$" alone.
 */
bool	 set_parse(struct set *, const char *, size_t len, size_t *used);

/* Replaces "*" by max, turns ranges round, sorts and joins them. */
void	 set_normalize(struct set *, uint32_t max);

/* Of normal sets. */
bool	 set_has(const struct set *, uint32_t number);
uint64_t set_count(const struct set *);

/* Keeps those of a that are in b. */
void	 set_intersect(struct set *a, const struct set *b);

/* Keeps n members, from the one at this place (0: the first) on. */
void	 set_part(struct set *, uint64_t from, uint64_t n);

struct out;

/* "1:3,5"; nothing for an empty one. */
void	 set_write(struct out *, const struct set *);

#endif

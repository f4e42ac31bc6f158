/*
 * suggest: the word that was probably meant.
 */
#ifndef DHCPD_SUGGEST_H
#define DHCPD_SUGGEST_H

#include <stddef.h>

struct suggest {
	const char	*word;		/* what was written; borrowed */
	const char	*best;		/* the nearest so far; NULL: none near */
	unsigned	 distance;
};

void	 suggest_init(struct suggest *, const char *word);

/* Regards one more candidate, which is borrowed. */
void	 suggest_try(struct suggest *, const char *candidate);

/*
 * How many letters must be put in, taken out, changed or swapped with their
 * neighbours to make b out of a, case not regarded; limit + 1 when it is
 * more than limit, or when a word is longer than SUGGEST_WORD.
 */
#define SUGGEST_WORD	63
unsigned suggest_distance(const char *a, const char *b, unsigned limit);

#endif

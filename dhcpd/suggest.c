/* suggest: edit distance (optimal string alignment), three rows of it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/suggest.h"

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static int
same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

unsigned
suggest_distance(const char *a, const char *b, unsigned limit)
{
	unsigned rows[3][SUGGEST_WORD + 1], *before, *last, *now;
	unsigned nearest, nearest_before = 0;
	size_t la = strlen(a), lb = strlen(b), i, j;

	if (la > SUGGEST_WORD || lb > SUGGEST_WORD || la > lb + limit ||
	    lb > la + limit)
		return limit + 1;
	for (j = 0; j <= lb; j++)
		rows[0][j] = (unsigned)j;
	for (i = 1; i <= la; i++) {
		now = rows[i % 3];
		last = rows[(i + 2) % 3];
		before = rows[(i + 1) % 3];
		now[0] = nearest = (unsigned)i;
		for (j = 1; j <= lb; j++) {
			now[j] = last[j - 1] + !same(a[i - 1], b[j - 1]);
			now[j] = least(now[j], last[j] + 1);
			now[j] = least(now[j], now[j - 1] + 1);
			if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
			    same(a[i - 2], b[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
			nearest = least(nearest, now[j]);
		}
		/* A row comes from the two above it. */
		if (nearest > limit && nearest_before > limit)
			return limit + 1;
		nearest_before = nearest;
	}
	return least(rows[la % 3][lb], limit + 1);
}

/* A third of its letters may be wrong: of "xyz" not more than one. */
void
suggest_init(struct suggest *s, const char *word)
{
	s->word = word;
	s->best = NULL;
	s->distance = (unsigned)(strlen(word) / 3);
	if (s->distance > 4)
		s->distance = 4;
}

void
suggest_try(struct suggest *s, const char *candidate)
{
	unsigned d = suggest_distance(s->word, candidate, s->distance);

	if (d > s->distance || (s->best != NULL && d == s->distance))
		return;
	s->best = candidate;
	s->distance = d;
}

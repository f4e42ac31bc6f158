#include <stdlib.h>
#include <string.h>

#include "imapd/casemap.h"
#include "imapd/casemap_data.h"
#include "imapd/utf8.h"

#define SAME16(c) (c), (c) + 1, (c) + 2, (c) + 3, (c) + 4, (c) + 5, \
	(c) + 6, (c) + 7, (c) + 8, (c) + 9, (c) + 10, (c) + 11, (c) + 12, \
	(c) + 13, (c) + 14, (c) + 15

const unsigned char casemap_ascii[256] = {
	SAME16(0), SAME16(16), SAME16(32), SAME16(48), SAME16(64),
	SAME16(80), '`', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J',
	'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X',
	'Y', 'Z', '{', '|', '}', '~', 127, SAME16(128), SAME16(144),
	SAME16(160), SAME16(176), SAME16(192), SAME16(208), SAME16(224),
	SAME16(240)
};

/* A decomposition whose parts have one, and so on: three deep at most. */
enum { DEPTH = 4, WIDTH = 18 };

/* The range that c is in; NULL: none. */
static const struct casemap_range *
find_range(const struct casemap_range *r, size_t n, uint32_t c)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r[mid].first <= c)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0)
		return NULL;
	r += lo - 1;
	c -= r->first;
	return c % r->stride == 0 && c / r->stride < r->n ? r : NULL;
}

static uint32_t
shift(const struct casemap_range *r, uint32_t c)
{
	return r == NULL ? c : (uint32_t)((int32_t)c + r->delta);
}

/* Ideographs, by their place in a table; 0: it has no decomposition. */
static uint32_t
ideograph(uint32_t c)
{
	if (c - 0xf900 < CASEMAP_F900)
		return casemap_f900[c - 0xf900];
	if (c - 0x2f800 < CASEMAP_2F800)
		return casemap_2f800[c - 0x2f800];
	if (c - 0x2f00 < CASEMAP_2F00)
		return casemap_2f00[c - 0x2f00];
	return 0;
}

/* Each row of a table begins with its character. */
static int
by_character(const void *key, const void *row)
{
	const uint32_t *a = key, *b = row;

	return (*a > *b) - (*a < *b);
}

/* One step: what c is made of; 0: of itself. */
static size_t
decompose(uint32_t c, uint32_t to[WIDTH])
{
	const struct casemap_range *r;
	const struct casemap_pair *pair;
	const struct casemap_more *more;
	size_t i;

	if ((to[0] = ideograph(c)) != 0)
		return 1;
	pair = bsearch(&c, casemap_pair, CASEMAP_PAIR,
	    sizeof(casemap_pair[0]), by_character);
	if (pair != NULL) {
		to[0] = pair->first;
		to[1] = pair->second;
		return 2;
	}
	r = find_range(casemap_single, CASEMAP_SINGLE, c);
	if (r != NULL) {
		to[0] = shift(r, c);
		return 1;
	}
	more = bsearch(&c, casemap_more, CASEMAP_MORE,
	    sizeof(casemap_more[0]), by_character);
	if (more == NULL)
		return 0;
	for (i = 0; i < more->n; i++)
		to[i] = casemap_units[more->at + i];
	return more->n;
}

/* Characters still to be looked at are a stack, the next one on top. */
static size_t
map(uint32_t c, char *out)
{
	uint32_t stack[DEPTH * WIDTH], parts[WIDTH];
	size_t n = 0, len = 0, k;

	stack[n++] = shift(find_range(casemap_title, CASEMAP_TITLE, c), c);
	while (n > 0) {
		c = stack[--n];
		k = c < 0x80 ? 0 : decompose(c, parts);
		/* Beyond the RFC: the f of a ligature is any other f. */
		if (k == 0)
			len += utf8_put(out + len, c < 0x80 ?
			    casemap_ascii[c] : c);
		while (k > 0)
			stack[n++] = parts[--k];
	}
	return len;
}

/* Most of the world's characters have neither case nor parts. */
static int
is_plain(uint32_t c)
{
	return (c >= 0x3400 && c < 0xa000) || (c >= 0xac00 && c < 0xd800);
}

size_t
casemap(const char *p, size_t len, char *out)
{
	const char *end = p + len;
	char *to = out;
	uint32_t c;
	size_t n;

	while (p < end) {
		if ((*p & 0x80) == 0) {
			*to++ = (char)casemap_ascii[(unsigned char)*p++];
			continue;
		}
		n = utf8_get(p, (size_t)(end - p), &c);
		if (n > UTF8_MAX) {
			*to++ = *p++;
		} else if (is_plain(c)) {
			memcpy(to, p, n);
			to += n;
			p += n;
		} else {
			to += map(c, to);
			p += n;
		}
	}
	return (size_t)(to - out);
}

#include <stdlib.h>
#include <string.h>

#include "imapd/order.h"

/* Two sorted runs that follow each other become one. */
static void
merge(const uint32_t *p, size_t left, size_t right, uint32_t *to,
    int (*compare)(void *, uint32_t, uint32_t), void *arg)
{
	const uint32_t *a = p, *b = p + left, *end = b + right;
	const uint32_t *middle = b;

	while (a < middle && b < end)
		*to++ = compare(arg, *a, *b) <= 0 ? *a++ : *b++;
	while (a < middle)
		*to++ = *a++;
	while (b < end)
		*to++ = *b++;
}

bool
order(uint32_t *p, size_t n, int (*compare)(void *, uint32_t, uint32_t),
    void *arg)
{
	uint32_t *spare, *from = p, *to, *swap;
	size_t run, i, left, right;

	if (n < 2)
		return true;
	spare = calloc(n, sizeof(*spare));
	if (spare == NULL)
		return false;
	to = spare;
	for (run = 1; run < n; run *= 2) {
		for (i = 0; i < n; i += left + right) {
			left = n - i < run ? n - i : run;
			right = n - i - left < run ? n - i - left : run;
			merge(from + i, left, right, to + i, compare, arg);
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != p)
		memcpy(p, from, n * sizeof(*p));
	free(spare);
	return true;
}

static int
by_key(void *arg, uint32_t a, uint32_t b)
{
	const int64_t *key = arg;

	return key[a] < key[b] ? -1 : key[a] > key[b];
}

bool
order_by(uint32_t *p, size_t n, const int64_t *key)
{
	union {
		const int64_t *in;
		void	      *out;
	} u = { key };
	size_t i;

	/* Mail comes in its order mostly. */
	for (i = 1; i < n; i++)
		if (key[p[i - 1]] > key[p[i]])
			return order(p, n, by_key, u.out);
	return true;
}

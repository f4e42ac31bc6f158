#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/out.h"
#include "imapd/set.h"

void
set_free(struct set *s)
{
	free(s->range);
	memset(s, 0, sizeof(*s));
}

void
set_clear(struct set *s)
{
	s->n = 0;
	s->saved = s->failed = false;
}

void
set_add(struct set *s, uint32_t from, uint32_t to)
{
	size_t size = s->size > 0 ? s->size * 2 : 16;
	struct range *r;

	if (s->n == s->size) {
		r = reallocarray(s->range, size, sizeof(*r));
		if (r == NULL) {
			s->failed = true;
			return;
		}
		s->range = r;
		s->size = size;
	}
	s->range[s->n].from = from;
	s->range[s->n++].to = to;
}

void
set_append(struct set *s, uint32_t number)
{
	if (s->n > 0 && s->range[s->n - 1].to == number - 1)
		s->range[s->n - 1].to = number;
	else
		set_add(s, number, number);
}

/* "seq-number": its length, or 0. */
static size_t
parse_number_or_star(const char *p, size_t len, uint32_t *number)
{
	uint64_t n = 0;
	size_t used;

	if (len > 0 && *p == '*') {
		*number = SET_STAR;
		return 1;
	}
	used = scan_digits(p, len, UINT32_MAX, &n);
	*number = (uint32_t)n;
	return used > 0 && n > 0 ? used : 0;
}

bool
set_parse(struct set *s, const char *p, size_t len, size_t *used)
{
	const char *at = p, *end = p + len;
	uint32_t from, to;
	size_t n;

	set_clear(s);
	if (len > 0 && *p == '$') {
		s->saved = true;
		*used = 1;
		return true;
	}
	for (;;) {
		n = parse_number_or_star(at, (size_t)(end - at), &from);
		at += n;
		to = from;
		if (n > 0 && at < end && *at == ':') {
			at++;
			n = parse_number_or_star(at, (size_t)(end - at), &to);
			at += n;
		}
		if (n == 0 || s->n == SET_RANGES)
			return false;
		set_add(s, from, to);
		if (at == end || *at != ',')
			break;
		at++;
	}
	*used = (size_t)(at - p);
	return !s->failed;
}

static int
by_from(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* Ranges in order become ranges that neither overlap nor touch. */
static void
join(struct set *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++) {
		struct range r = s->range[i];

		if (n > 0 && (r.from == 0 ||
		    r.from - 1 <= s->range[n - 1].to)) {
			if (r.to > s->range[n - 1].to)
				s->range[n - 1].to = r.to;
		} else {
			s->range[n++] = r;
		}
	}
	s->n = n;
}

void
set_normalize(struct set *s, uint32_t max)
{
	bool sorted = true;
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct range *r = &s->range[i];
		uint32_t from = r->from == SET_STAR ? max : r->from;
		uint32_t to = r->to == SET_STAR ? max : r->to;

		r->from = from < to ? from : to;
		r->to = from < to ? to : from;
		if (i > 0 && r->from < r[-1].from)
			sorted = false;
	}
	if (!sorted)
		qsort(s->range, s->n, sizeof(*s->range), by_from);
	join(s);
}

bool
set_has(const struct set *s, uint32_t number)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->range[mid].to < number)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->range[lo].from <= number;
}

uint64_t
set_count(const struct set *s)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < s->n; i++)
		count += (uint64_t)s->range[i].to - s->range[i].from + 1;
	return count;
}

void
set_intersect(struct set *a, const struct set *b)
{
	struct set out = { NULL, 0, 0, false, a->failed };
	size_t i = 0, j = 0;

	while (i < a->n && j < b->n) {
		const struct range *x = &a->range[i], *y = &b->range[j];
		uint32_t from = x->from > y->from ? x->from : y->from;
		uint32_t to = x->to < y->to ? x->to : y->to;

		if (from <= to)
			set_add(&out, from, to);
		if (x->to < y->to)
			i++;
		else
			j++;
	}
	set_free(a);
	*a = out;
}

void
set_part(struct set *s, uint64_t from, uint64_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < s->n && n > 0; i++) {
		struct range r = s->range[i];
		uint64_t count = (uint64_t)r.to - r.from + 1;

		if (from >= count) {
			from -= count;
			continue;
		}
		r.from += (uint32_t)from;
		count -= from;
		from = 0;
		if (count > n)
			r.to = r.from + (uint32_t)n - 1;
		n -= count < n ? count : n;
		s->range[kept++] = r;
	}
	s->n = kept;
}

void
set_write(struct out *o, const struct set *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (i > 0)
			out_char(o, ',');
		out_number(o, s->range[i].from);
		if (s->range[i].to == s->range[i].from)
			continue;
		out_char(o, ':');
		out_number(o, s->range[i].to);
	}
}

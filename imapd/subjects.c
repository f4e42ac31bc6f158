/* subjects: see subjects.h. */
#include <stdlib.h>
#include <string.h>

#include "imapd/subjects.h"

/* Of all their text; the session has a limit as well. */
#define SUBJECTS_MAX	(256u << 20)

static uint32_t
hash(const char *p, size_t len)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	while (len-- > 0)
		h = (h ^ (unsigned char)*p++) * UINT64_C(0x100000001b3);
	return (uint32_t)(h ^ h >> 32);
}

bool
subjects_init(struct subjects *s, uint32_t n)
{
	memset(s, 0, sizeof(*s));
	out_memory(&s->text, SUBJECTS_MAX);
	for (s->size = 16; s->size < 2 * n; )
		s->size *= 2;
	s->table = malloc(s->size * sizeof(*s->table));
	s->from = calloc(n + 1, sizeof(*s->from));
	s->to = calloc(n + 1, sizeof(*s->to));
	s->holder = malloc((n + 1) * sizeof(*s->holder));
	if (s->table == NULL || s->from == NULL || s->to == NULL ||
	    s->holder == NULL)
		return false;
	memset(s->table, 0xff, s->size * sizeof(*s->table));
	memset(s->holder, 0xff, (n + 1) * sizeof(*s->holder));
	return true;
}

void
subjects_free(struct subjects *s)
{
	out_free(&s->text);
	free(s->table);
	free(s->from);
	free(s->to);
	free(s->holder);
}

uint32_t
subjects_number(struct subjects *s, size_t from)
{
	size_t len = s->text.len - from;
	const char *p = len == 0 ? "" : s->text.p + from;
	uint32_t at, i;

	at = hash(p, len) & (s->size - 1);
	for (; (i = s->table[at]) != SUBJECTS_NONE;
	    at = (at + 1) & (s->size - 1))
		if (s->to[i] - s->from[i] == len &&
		    (len == 0 ||
		    memcmp(s->text.p + s->from[i], p, len) == 0)) {
			s->text.len = from;
			return i;
		}
	s->table[at] = s->n;
	s->from[s->n] = from;
	s->to[s->n] = s->text.len;
	return s->n++;
}

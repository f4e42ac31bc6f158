#include <string.h>

#include "imapd/threads.h"

/*
 * Copies what stands between angle brackets; blanks and folding in it mean
 * nothing.  0: it is no id (RFC 5322 section 3.6.4).
 */
static size_t
copy_id(const char **p, const char *end, char *id)
{
	bool quoted = false, at = false;
	size_t n = 0;

	for (; *p < end && (quoted || **p != '>'); (*p)++) {
		if (!quoted && **p == '<')
			return 0;	/* another one begins */
		if (**p == '"') {
			quoted = !quoted;
			continue;
		}
		if (**p == '\\' && quoted && end - *p > 1)
			(*p)++;
		if ((unsigned char)**p <= ' ' && !quoted)
			continue;
		at |= **p == '@' && n > 0;
		if (n == THREADS_ID)
			return 0;
		id[n++] = **p;
	}
	if (*p == end)
		return 0;
	(*p)++;
	return at && id[n - 1] != '@' ? n : 0;
}

size_t
msgid_next(const char **p, const char *end, char id[THREADS_ID])
{
	const char *open;
	size_t n;

	while (*p < end && (open = memchr(*p, '<', (size_t)(end - *p))) !=
	    NULL) {
		*p = open + 1;
		n = copy_id(p, end, id);
		if (n > 0)
			return n;
	}
	*p = end;
	return 0;
}

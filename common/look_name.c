/*
 * look: what the name of a file says, and what the index has of it.
 */
#include <string.h>

#include "common/journal.h"
#include "common/look.h"

#define LETTER_BITS	((UINT64_C(1) << MAILDIR_LETTERS) - 1)

/* Is the info what we would write: known letters, ascending, no more? */
static bool
is_canonical(const struct maildir_name *n, bool in_new)
{
	size_t i;

	if (in_new)
		return n->info_len == 0;
	if (n->info_len < 3 || n->letters != n->info + 3 || n->ext_len != 0)
		return false;
	for (i = 0; i < n->letters_len; i++) {
		char c = n->letters[i];

		if (i > 0 && c <= n->letters[i - 1])
			return false;
		if ((c < 'a' || c > 'z') && (c == '\0' ||
		    strchr("DFPRST", c) == NULL))
			return false;
	}
	return true;
}

size_t
look_extras(const struct name *old, const struct maildir_name *n, bool in_new,
    char *buf)
{
	const char *p = old->extra, *end = old->extra + old->extra_len;
	size_t len = 0;

	for (; p < end; p += 2 + (unsigned char)p[1]) {
		size_t one = 2 + (size_t)(unsigned char)p[1];

		if (p[0] == EXTRA_INFO || len + one > INDEX_EXTRA)
			continue;
		memcpy(buf + len, p, one);
		len += one;
	}
	if (!is_canonical(n, in_new) && len + 2 + n->info_len <= INDEX_EXTRA) {
		buf[len] = EXTRA_INFO;
		buf[len + 1] = (char)n->info_len;
		memcpy(buf + len + 2, n->info, n->info_len);
		len += 2 + n->info_len;
	}
	return len;
}

void
look_compare(struct look *l, uint32_t i, const struct maildir_name *n,
    const struct name *known)
{
	struct record r = *index_record(l->img, i);
	unsigned flags = n->flags;
	uint64_t keywords = (r.keywords & ~LETTER_BITS) | n->keywords;
	bool differs = flags != (r.flags & FLAGS_ALL) ||
	    keywords != r.keywords;
	char extra[INDEX_EXTRA];
	struct name new = *known;

	if (known->extra_len != 0 || !is_canonical(n, l->in_new)) {
		new.extra = extra;
		new.extra_len = look_extras(known, n, l->in_new, extra);
		if (new.extra_len != known->extra_len || memcmp(extra,
		    known->extra, known->extra_len) != 0) {
			char base[MAILDIR_NAME];

			/* The image may move what `known` points into. */
			memcpy(base, known->base, known->base_len);
			new.base = base;
			journal_name(l->img, r.uid, &new);
		}
	}
	if (l->in_new)
		flags |= FLAG_IN_NEW;
	if (differs || flags != (r.flags & (FLAGS_ALL | FLAG_IN_NEW)))
		journal_flags(l->img, r.uid, flags, keywords,
		    differs ? l->modseq : 0);
	if (n->keywords != 0) {
		unsigned bit;

		for (bit = 0; bit < MAILDIR_LETTERS; bit++)
			if ((n->keywords & (UINT32_C(1) << bit)) != 0 &&
			    l->img->keyword[bit] == NULL)
				l->new_letters = true;
	}
}

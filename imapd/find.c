#include <stdlib.h>
#include <string.h>

#include "imapd/casemap.h"
#include "imapd/find.h"
#include "imapd/utf8.h"

void
needle_init(struct needle *n, const char *p, size_t len)
{
	unsigned char most = len > 255 ? 255 : (unsigned char)len;
	size_t i;

	n->p = p;
	n->len = len;
	n->found = false;
	memset(n->skip, most, sizeof(n->skip));
	for (i = len > 255 ? len - 255 : 0; i < len; i++)
		n->skip[(unsigned char)p[i]] = (unsigned char)(len - 1 - i);
	for (i = 'a'; i <= 'z'; i++)
		n->skip[i] = n->skip[casemap_ascii[i]];
}

static bool
same(const char *p, const char *needle, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (casemap_ascii[(unsigned char)p[i]] !=
		    (unsigned char)needle[i])
			return false;
	return true;
}

/* Horspool's: looks at the byte below the needle's end first. */
bool
needle_in(const struct needle *n, const char *p, size_t len)
{
	const unsigned char *u = (const unsigned char *)p;
	size_t last = n->len - 1, at = last;

	if (n->len == 0)
		return true;
	while (at < len) {
		if (n->skip[u[at]] != 0) {
			at += n->skip[u[at]];
			continue;
		}
		if (same(p + at - last, n->p, last))
			return true;
		at++;
	}
	return false;
}

bool
find_begin(struct find *f, struct needle **needle, size_t n)
{
	size_t i, size;
	char *buf;

	f->needle = needle;
	f->n = f->left = n;
	f->len = f->longest = 0;
	f->lines = false;
	for (i = 0; i < n; i++) {
		needle[i]->found = needle[i]->len == 0;
		f->left -= needle[i]->found;
		f->lines |= memchr(needle[i]->p, '\n', needle[i]->len) != NULL;
		if (needle[i]->len > f->longest)
			f->longest = needle[i]->len;
	}
	size = f->longest + CASEMAP_SIZE(FIND_PIECE);
	if (size <= f->size)
		return true;
	buf = realloc(f->buf, size);
	if (buf == NULL)
		return false;
	f->buf = buf;
	f->size = size;
	return true;
}

void
find_free(struct find *f)
{
	free(f->buf);
	memset(f, 0, sizeof(*f));
}

void
find_break(struct find *f)
{
	f->len = 0;
}

static void
look(struct find *f, const char *p, size_t len)
{
	size_t i;

	for (i = 0; i < f->n && f->left > 0; i++)
		if (!f->needle[i]->found && needle_in(f->needle[i], p, len)) {
			f->needle[i]->found = true;
			f->left--;
		}
}

void
find_ascii(struct find *f, const char *p, size_t len)
{
	look(f, p, len);
}

void
find_text(struct find *f, const char *p, size_t len)
{
	size_t keep;

	if (f->left == 0)
		return;
	f->len += casemap(p, len, f->buf + f->len);
	look(f, f->buf, f->len);
	keep = f->longest > 0 ? f->longest - 1 : 0;
	if (f->len > keep) {
		memmove(f->buf, f->buf + f->len - keep, keep);
		f->len = keep;
	}
}

void
find_whole(struct find *f, const char *p, size_t len)
{
	const char *end = p + len, *stop;

	find_break(f);
	for (; p < end && f->left > 0; p = stop) {
		stop = end;
		if (end - p > FIND_PIECE) {
			stop = p + FIND_PIECE;	/* not within a character */
			while (stop > p + FIND_PIECE - UTF8_MAX &&
			    (*stop & 0xc0) == 0x80)
				stop--;
		}
		find_text(f, p, (size_t)(stop - p));
	}
	find_break(f);
}

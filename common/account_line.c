#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/account.h"
#include "common/account_line.h"

void
account_line_init(struct account_reader *r, int fd)
{
	r->fd = fd;
	r->at = 0;
	r->pos = r->len = r->used = 0;
	r->end = r->skip = false;
}

/* Only what was used: all of it would be memory nobody had touched. */
void
account_line_wipe(struct account_reader *r)
{
	explicit_bzero(r->buf, r->used);
}

/* Gets more behind what is unread. */
static int
fill(struct account_reader *r)
{
	ssize_t n;

	r->len -= r->pos;
	memmove(r->buf, r->buf + r->pos, r->len);
	r->pos = 0;
	if (r->len > ACCOUNT_LINE_MAX) {
		r->len = 0;
		r->skip = true;
	}
	do
		n = pread(r->fd, r->buf + r->len, sizeof(r->buf) - r->len,
		    r->at);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	r->end = (size_t)n < sizeof(r->buf) - r->len;	/* a regular file */
	r->len += (size_t)n;
	if (r->len > r->used)
		r->used = r->len;
	r->at += n;
	return 0;
}

/* One line or the rest of the file; false: *all of it* was too long. */
static bool
take(struct account_reader *r, size_t len, size_t newline,
    struct account_field *line)
{
	bool whole = !r->skip && len <= ACCOUNT_LINE_MAX;

	line->s = r->buf + r->pos;
	line->len = len;
	r->pos += len + newline;
	r->skip = false;
	if (len > 0 && line->s[len - 1] == '\r')
		line->len--;
	return whole;
}

int
account_line_next(struct account_reader *r, struct account_field *line)
{
	const char *nl;
	bool good;

	for (;;) {
		nl = memchr(r->buf + r->pos, '\n', r->len - r->pos);
		if (nl != NULL)
			good = take(r,
			    (size_t)(nl - (r->buf + r->pos)), 1, line);
		else if (!r->end) {
			if (fill(r) == -1)
				return -1;
			continue;
		} else if (r->pos < r->len)
			good = take(r, r->len - r->pos, 0, line);
		else
			return 0;
		if (good && line->len > 0 && line->s[0] != '#')
			return 1;
	}
}

void
account_line_split(const struct account_field *line,
    struct account_field f[ACCOUNT_FIELDS])
{
	const char *p = line->s, *end = p + line->len, *colon;
	int i;

	for (i = 0; i < ACCOUNT_FIELDS; i++) {
		colon = NULL;
		if (i < ACCOUNT_FIELDS - 1)
			colon = memchr(p, ':', (size_t)(end - p));
		f[i].s = p;
		f[i].len = (size_t)((colon != NULL ? colon : end) - p);
		p = colon != NULL ? colon + 1 : end;
	}
}

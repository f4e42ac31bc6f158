#include <string.h>
#include <strings.h>

#include "imapd/header.h"

/* The end of the line at p: behind its LF, or end. */
static const char *
line_end(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p));

	return lf == NULL ? end : lf + 1;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The end of the field at p: behind its last folded line. */
static const char *
field_end(const char *p, const char *end)
{
	do
		p = line_end(p, end);
	while (p < end && is_blank(*p));
	return p;
}

/* Is the line at p empty? */
static bool
empty_line(const char *p, const char *end)
{
	return *p == '\n' || (end - p > 1 && p[0] == '\r' && p[1] == '\n') ||
	    (end - p == 1 && *p == '\r');
}

/* Name and value of what stands from f->start to f->end. */
static bool
split(struct field *f)
{
	const char *p = f->start, *colon, *last = f->end;

	while (p < f->end && *p != ':' && *p != '\n' && !is_blank(*p))
		p++;
	f->name = f->start;
	f->name_len = (size_t)(p - f->start);
	for (colon = p; colon < f->end && is_blank(*colon); colon++)
		continue;
	if (colon == f->end || *colon != ':' || f->name_len == 0)
		return false;
	if (last > colon + 1 && last[-1] == '\n')
		last--;
	if (last > colon + 1 && last[-1] == '\r')
		last--;
	f->value = colon + 1;
	f->value_len = (size_t)(last - f->value);
	return true;
}

bool
header_next(const char **p, const char *end, struct field *f)
{
	while (*p < end) {
		if (empty_line(*p, end)) {
			*p = line_end(*p, end);
			return false;
		}
		f->start = *p;
		f->end = *p = field_end(*p, end);
		if (split(f))
			return true;
	}
	return false;
}

size_t
header_length(const char *p, size_t len)
{
	const char *at = p, *end = p + len;

	while (at < end) {
		bool last = empty_line(at, end);

		at = line_end(at, end);
		if (last)
			break;
	}
	return (size_t)(at - p);
}

bool
field_is(const struct field *f, const char *name, size_t len)
{
	return f->name_len == len && strncasecmp(f->name, name, len) == 0;
}

bool
header_find(const char *p, size_t len, const char *name, struct field *f)
{
	const char *end = p + len;

	while (header_next(&p, end, f))
		if (field_is(f, name, strlen(name)))
			return true;
	return false;
}

#include <string.h>

#include "common/batch.h"
#include "common/scan.h"

struct parts {
	int64_t		 sec;
	uint32_t	 pid, count;
	const char	*host;
	size_t		 host_len;
};

/* The number behind this letter; *p is moved behind it. */
static bool
number(const char **p, const char *end, const char *before, uint64_t max,
    uint64_t *n)
{
	size_t len = strlen(before), digits;

	if ((size_t)(end - *p) < len || memcmp(*p, before, len) != 0)
		return false;
	*p += len;
	digits = scan_digits(*p, (size_t)(end - *p), max, n);
	*p += digits;
	return digits > 0;
}

/* "SECS.M<usec>P<pid>Q<count>.HOST", as maildir_unique() writes it. */
static bool
take_apart(const char *p, size_t len, struct parts *parts)
{
	const char *end = p + len, *comma;
	uint64_t sec, usec, pid, count;

	if (!number(&p, end, "", INT64_MAX, &sec) ||
	    !number(&p, end, ".M", 999999, &usec) ||
	    !number(&p, end, "P", UINT32_MAX, &pid) ||
	    !number(&p, end, "Q", UINT32_MAX, &count) || count == 0 ||
	    p == end || *p++ != '.')
		return false;
	comma = memchr(p, ',', (size_t)(end - p));
	parts->sec = (int64_t)sec;
	parts->pid = (uint32_t)pid;
	parts->count = (uint32_t)count;
	parts->host = p;
	parts->host_len = (size_t)((comma != NULL ? comma : end) - p);
	return parts->host_len <= MAILDIR_HOST;
}

static bool
same_origin(const struct batch *b, const struct parts *p)
{
	return b->pid == p->pid && b->host_len == p->host_len &&
	    memcmp(b->host, p->host, p->host_len) == 0;
}

bool
batch_add(struct batch *b, const char *unique)
{
	struct parts p;

	if (!take_apart(unique, strlen(unique), &p))
		return false;
	if (b->last == 0) {
		memset(b, 0, sizeof(*b));
		b->from = b->to = p.sec;
		b->pid = p.pid;
		b->first = b->last = p.count;
		b->host_len = (uint32_t)p.host_len;
		memcpy(b->host, p.host, p.host_len);
		return true;
	}
	if (!same_origin(b, &p))
		return false;
	b->from = p.sec < b->from ? p.sec : b->from;
	b->to = p.sec > b->to ? p.sec : b->to;
	b->first = p.count < b->first ? p.count : b->first;
	b->last = p.count > b->last ? p.count : b->last;
	return true;
}

bool
batch_has(const struct batch *b, const char *name, size_t len)
{
	struct maildir_name n;
	struct parts p;

	return b->last != 0 && maildir_parse(&n, name, len) &&
	    take_apart(n.base, n.base_len, &p) && same_origin(b, &p) &&
	    p.sec >= b->from && p.sec <= b->to && p.count >= b->first &&
	    p.count <= b->last;
}

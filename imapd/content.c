#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "imapd/content.h"
#include "imapd/out.h"

/* To read as much as that is faster than to map it. */
#define READ_MAX	131072

static int
read_all(struct content *c, int fd, size_t size)
{
	size_t n = 0;
	ssize_t got;

	if (c->buf == NULL)
		c->buf = malloc(READ_MAX);
	if (c->buf == NULL)
		return -1;
	while (n < size) {
		got = pread(fd, c->buf + n, size - n, (off_t)n);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	c->p = c->buf;
	c->len = n;
	return 0;
}

int
content_open(struct content *c, int fd)
{
	struct stat st;

	content_close(c);
	if (fstat(fd, &st) == -1)
		return -1;
	if (!S_ISREG(st.st_mode)) {
		errno = EIO;
		return -1;
	}
	if (st.st_size <= READ_MAX)
		return read_all(c, fd, (size_t)st.st_size);
	if ((uintmax_t)st.st_size > SIZE_MAX) {
		errno = EFBIG;
		return -1;
	}
	c->map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
	    0);
	if (c->map == MAP_FAILED) {
		c->map = NULL;
		return -1;
	}
	(void)madvise(c->map, (size_t)st.st_size, MADV_SEQUENTIAL);
	c->p = c->map;
	c->len = (size_t)st.st_size;
	return 0;
}

void
content_close(struct content *c)
{
	int e = errno;

	if (c->map != NULL)
		(void)munmap(c->map, c->len);
	c->map = NULL;
	c->p = NULL;
	c->len = 0;
	errno = e;
}

void
content_free(struct content *c)
{
	content_close(c);
	free(c->buf);
	c->buf = NULL;
}

uint64_t
content_octets(const char *p, size_t len)
{
	const char *at = p, *end = p + len, *lf;
	uint64_t octets = len;

	while (at < end &&
	    (lf = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		octets += lf == p || lf[-1] != '\r';
		at = lf + 1;
	}
	return octets;
}

uint64_t
content_lines(const char *p, size_t len)
{
	const char *end = p + len, *lf;
	uint64_t lines = 0;

	while (p < end &&
	    (lf = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		lines++;
		p = lf + 1;
	}
	return lines;
}

/* What of the octets to come is wanted. */
struct window {
	struct out	*o;
	uint64_t	 skip, count;
	bool		 nul;		/* there are NULs */
};

static void
write_clean(struct out *o, const char *p, size_t len)
{
	const char *nul;

	while (len > 0 && (nul = memchr(p, '\0', len)) != NULL) {
		out_bytes(o, p, (size_t)(nul - p));
		out_char(o, (char)0x80);
		len -= (size_t)(nul - p) + 1;
		p = nul + 1;
	}
	out_bytes(o, p, len);
}

static void
emit(struct window *w, const char *p, size_t len)
{
	if (w->skip >= len) {
		w->skip -= len;
		return;
	}
	p += w->skip;
	len -= (size_t)w->skip;
	w->skip = 0;
	if (len > w->count)
		len = (size_t)w->count;
	w->count -= len;
	if (w->nul)
		write_clean(w->o, p, len);
	else
		out_bytes(w->o, p, len);
}

void
content_write(struct out *o, const char *p, size_t len, uint64_t skip,
    uint64_t count)
{
	struct window w = { o, skip, count, false };
	const char *at = p, *end = p + len, *lf;

	w.nul = len > 0 && memchr(p, '\0', len) != NULL;
	while (at < end && w.count > 0) {
		lf = memchr(at, '\n', (size_t)(end - at));
		if (lf == NULL) {
			emit(&w, at, (size_t)(end - at));
			return;
		}
		if (lf > p && lf[-1] == '\r') {
			emit(&w, at, (size_t)(lf + 1 - at));
		} else {
			emit(&w, at, (size_t)(lf - at));
			emit(&w, "\r\n", 2);
		}
		at = lf + 1;
	}
}

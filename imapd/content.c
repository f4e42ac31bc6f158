#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "imapd/content.h"
#include "imapd/crlf.h"
#include "imapd/out.h"

/* To read as much as that is faster than to map it. */
#define READ_MAX	131072

/* Nearly all headers are shorter. */
#define HEAD		16384

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

/* What there is to be read, with its date. */
static int
begin(struct content *c, int fd, struct stat *st)
{
	content_close(c);
	if (fstat(fd, st) == -1)
		return -1;
	if (!S_ISREG(st->st_mode)) {
		errno = EIO;
		return -1;
	}
	c->date = st->st_mtime;
	return 0;
}

int
content_open_head(struct content *c, int fd, bool *all)
{
	struct stat st;

	*all = true;
	if (begin(c, fd, &st) == -1)
		return -1;
	*all = st.st_size <= HEAD;
	return read_all(c, fd, *all ? (size_t)st.st_size : HEAD);
}

int
content_open(struct content *c, int fd)
{
	struct stat st;

	if (begin(c, fd, &st) == -1)
		return -1;
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
	c->octets = 0;
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
	struct crlf c;

	crlf_init(&c, p, len);
	return crlf_octets(&c);
}

void
content_write(struct out *o, const char *p, size_t len, uint64_t skip,
    uint64_t count)
{
	struct crlf c;
	char *to;
	size_t size, n;

	crlf_init(&c, p, len);
	crlf_skip(&c, skip);
	while (count > 0 && c.p < c.end) {
		to = out_room(o, &size);
		if (to == NULL)
			return;
		n = crlf_copy(&c, to, count < size ? (size_t)count : size);
		out_made(o, n);
		count -= n;
	}
}

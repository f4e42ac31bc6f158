#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "imapd/crlf.h"
#include "imapd/writer.h"

struct writer *
writer_begin(int fd, bool binary)
{
	struct writer *w = malloc(sizeof(*w));

	if (w == NULL)
		return NULL;
	w->fd = fd;
	w->cr = false;
	w->binary = binary;
	w->last = '\0';
	w->after_cr = false;
	w->octets = w->vsize = 0;
	w->len = 0;
	return w;
}

static void
measure(struct writer *w)
{
	struct crlf c;

	crlf_init(&c, w->buf, w->len);
	c.lf = w->after_cr;
	w->vsize += crlf_octets(&c);
	if (w->len > 0)
		w->after_cr = w->buf[w->len - 1] == '\r';
}

static int
write_out(struct writer *w)
{
	const char *p = w->buf;
	ssize_t n;

	measure(w);
	while (w->len > 0) {
		n = write(w->fd, p, w->len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		p += n;
		w->len -= (size_t)n;
	}
	return 0;
}

static int
put(struct writer *w, const char *p, size_t len)
{
	size_t n;

	while (len > 0) {
		n = WRITER_BUFFER - w->len < len ?
		    WRITER_BUFFER - w->len : len;
		memcpy(w->buf + w->len, p, n);
		w->len += n;
		p += n;
		len -= n;
		if (w->len == WRITER_BUFFER && write_out(w) == -1)
			return -1;
	}
	return 0;
}

/* What has been held back goes before what comes now. */
static int
release(struct writer *w, char next)
{
	bool held = w->cr;

	w->cr = false;
	if (!held || next == '\n')
		return 0;
	return put(w, "\r", 1);
}

/* Would it come back as it is?  A Maildir holds lines. */
static bool
is_text(struct writer *w, const char *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (p[i] == '\0' || (p[i] == '\n') != (w->last == '\r'))
			return false;
		w->last = p[i];
	}
	return true;
}

int
writer_add(struct writer *w, const char *p, size_t len)
{
	const char *end = p + len, *stop;

	w->octets += len;
	if (w->binary && !is_text(w, p, len)) {
		errno = EILSEQ;
		return -1;
	}
	while (p < end) {
		if (release(w, *p) == -1)
			return -1;
		if (*p == '\r') {
			w->cr = true;
			p++;
			continue;
		}
		stop = memchr(p, '\r', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		if (put(w, p, (size_t)(stop - p)) == -1)
			return -1;
		p = stop;
	}
	return 0;
}

int
writer_end(struct writer *w)
{
	return release(w, '\0') == -1 ? -1 : write_out(w);
}

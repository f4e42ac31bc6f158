#include <sys/stat.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/maildir.h"
#include "pop3d/send.h"

/* Asked of lineio at once; the rest of its buffer is used as well. */
#define ROOM	512

/* One step of send_convert() writes at most a word, or ".", CR and LF. */
#define STEP	(sizeof(uint64_t) + 8)

/* TOP mostly wants a header: so much is read of it first. */
#define TOP_READ	8192

/* How far TOP has come. */
struct top {
	bool	 body;		/* the blank line has been seen */
	bool	 text;		/* this line is not blank */
	uint64_t left;		/* lines of the body still wanted */
};

char *
send_number(char *out, uint64_t n)
{
	char digits[SEND_DIGITS];
	size_t len = 0;

	do
		digits[len++] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	while (len > 0)
		*out++ = digits[--len];
	return out;
}

void
send_begin(struct sender *s)
{
	s->size = s->vsize = 0;
	s->bol = true;
	s->last = '\n';
}

/* Is a byte of w LF?  Exact, and the same on either byte order. */
static bool
has_lf(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	w ^= ones * '\n';
	return ((w - ones) & ~w & ones << 7) != 0;
}

/* Copies words as long as no LF is in them: most of the time goes here. */
static void
copy_words(const char **in, const char *end, char **out, const char *limit)
{
	const char *p = *in;
	char *o = *out;
	uint64_t w;

	while ((size_t)(end - p) >= sizeof(w) && (size_t)(limit - o) >= STEP) {
		memcpy(&w, p, sizeof(w));
		if (has_lf(w))
			break;
		memcpy(o, &w, sizeof(w));
		p += sizeof(w);
		o += sizeof(w);
	}
	*in = p;
	*out = o;
}

void
send_convert(struct sender *s, const char **in, const char *end, char **out,
    const char *limit)
{
	const char *p = *in;
	char *start = *out, *o = start;
	int64_t dots = 0;

	while (p < end && (size_t)(limit - o) >= STEP) {
		if (s->bol && *p == '.') {
			*o++ = '.';
			dots++;
		}
		s->bol = false;
		copy_words(&p, end, &o, limit);
		while (p < end && limit - o >= 2) {
			if (*p != '\n') {
				*o++ = *p++;
				continue;
			}
			if ((o > start ? o[-1] : s->last) != '\r')
				*o++ = '\r';
			*o++ = '\n';
			p++;
			s->bol = true;
			break;
		}
	}
	if (o > start)
		s->last = o[-1];
	s->size += p - *in;
	s->vsize += o - start - dots;
	*in = p;
	*out = o;
}

/* Converts n bytes of the buffer into the output.  False: no peer. */
static bool
emit(struct sender *s, struct lineio *io, size_t n)
{
	const char *in = s->buf, *end = in + n;
	char *room, *out;
	size_t size;

	while (in < end) {
		room = out = line_room(io, ROOM, &size);
		if (room == NULL)
			return false;
		send_convert(s, &in, end, &out, room + size);
		line_made(io, (size_t)(out - room));
	}
	return true;
}

/*
 * Fills the buffer from fd.  A file of exactly the expected size is read
 * with one call; only another one is asked for its end.
 */
static ssize_t
fill(struct sender *s, int fd, size_t size, int64_t expected, bool *eof)
{
	size_t n = 0;
	ssize_t got;

	*eof = false;
	while (n < size) {
		got = read(fd, s->buf + n, size - n);
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return -1;
		n += (size_t)got;
		if (got == 0 || (n < size && (int64_t)n == expected)) {
			*eof = true;
			break;
		}
	}
	return (ssize_t)n;
}

static int64_t
count(const char *p, size_t n)
{
	int64_t vsize = (int64_t)n;
	size_t i;

	for (i = 0; i < n; i++)
		if (p[i] == '\n' && (i == 0 || p[i - 1] != '\r'))
			vsize++;
	return vsize;
}

/* What to announce: the index is believed where the size is as it says. */
static int64_t
octets(const struct sender *s, int fd, size_t n, bool eof, int64_t size,
    int64_t vsize)
{
	struct stat st;

	if (eof)
		return (int64_t)n == size && vsize >= 0 ? vsize :
		    count(s->buf, n);
	if (vsize >= 0 && fstat(fd, &st) == 0 && st.st_size == size)
		return vsize;
	return maildir_vsize(fd);
}

static void
announce(struct lineio *io, int64_t vsize)
{
	char line[SEND_DIGITS + 16], *p = line;

	memcpy(p, "+OK ", 4);
	p = send_number(p + 4, (uint64_t)vsize);
	memcpy(p, " octets\r\n", 9);
	line_write(io, line, (size_t)(p + 9 - line));
}

static void
finish(const struct sender *s, struct lineio *io)
{
	if (!s->bol)
		line_write(io, "\r\n", 2);
	line_write(io, ".\r\n", 3);
}

enum send
send_message(struct sender *s, struct lineio *io, int fd, int64_t size,
    int64_t vsize)
{
	ssize_t n;
	bool eof;

	send_begin(s);
	n = fill(s, fd, SEND_BUFFER, size, &eof);
	if (n == -1)
		return SEND_FAILED;
	vsize = octets(s, fd, (size_t)n, eof, size, vsize);
	if (vsize < 0)
		return SEND_FAILED;
	announce(io, vsize);
	while (emit(s, io, (size_t)n) && !eof) {
		n = fill(s, fd, SEND_BUFFER, size - s->size, &eof);
		if (n == -1)
			return SEND_BROKEN;
	}
	finish(s, io);
	return SEND_OK;
}

/* How many of n bytes TOP still wants; t->left is 0 after the last. */
static size_t
cut(struct top *t, const char *p, size_t n)
{
	const char *at = p, *end = p + n, *lf;

	while (at < end && !(t->body && t->left == 0)) {
		lf = memchr(at, '\n', (size_t)(end - at));
		if (lf == NULL)
			lf = end;
		if (lf - at > 1 || (lf - at == 1 && *at != '\r'))
			t->text = true;
		if (lf == end)
			return n;
		if (t->body)
			t->left--;
		else if (!t->text)
			t->body = true;
		t->text = false;
		at = lf + 1;
	}
	return (size_t)(at - p);
}

enum send
send_top(struct sender *s, struct lineio *io, int fd, uint64_t lines)
{
	struct top t = { false, false, lines };
	ssize_t n;
	bool eof;

	send_begin(s);
	n = fill(s, fd, TOP_READ, -1, &eof);
	if (n == -1)
		return SEND_FAILED;
	line_write(io, "+OK\r\n", 5);
	while (emit(s, io, cut(&t, s->buf, (size_t)n)) && !eof &&
	    !(t.body && t.left == 0)) {
		n = fill(s, fd, SEND_BUFFER, -1, &eof);
		if (n == -1)
			return SEND_BROKEN;
	}
	finish(s, io);
	return SEND_OK;
}

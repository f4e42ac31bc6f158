/*
 * The half of lineio.h that writes.
 */
#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/copy.h"
#include "common/lineio.h"
#include "common/record.h"

/* A pipe that poll(2) calls writable takes this much without blocking. */
#define PIPE_WRITE	4096


/* One attempt that does not block; -1 and EAGAIN when it would. */
static ssize_t
send_some(struct lineio *io, const char *p, size_t n)
{
	struct pollfd pf = { .fd = io->out, .events = POLLOUT };

	if (io->out_socket)
		return send(io->out, p, n, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (poll(&pf, 1, 0) == 0) {
		errno = EAGAIN;
		return -1;
	}
	return write(io->out, p, n < PIPE_WRITE ? n : PIPE_WRITE);
}

static int
send_all(struct lineio *io, const char *p, size_t n)
{
	ssize_t sent;

	while (n > 0) {
		sent = send_some(io, p, n);
		if (sent > 0) {
			p += sent;
			n -= (size_t)sent;
			io->sent += (uint64_t)sent;
		} else if (sent == -1 && errno == EINTR) {
			continue;
		} else if (sent == -1 && errno != EAGAIN) {
			return -1;
		} else if (!record_wait(io->out, POLLOUT,
		    line_now() + LINE_STALL * 1000)) {
			return -1;
		}
	}
	return 0;
}

int
line_flush(struct lineio *io)
{
	size_t n = io->pending;

	io->pending = 0;
	if (io->broken == LINE_EOF)
		return -1;
	if (n > 0 && send_all(io, io->obuf, n) == -1) {
		io->broken = LINE_EOF;
		return -1;
	}
	return 0;
}

void
line_write(struct lineio *io, const void *bytes, size_t len)
{
	const char *p = bytes;
	size_t n;

	if (len <= LINE_OUTPUT - io->pending) {
		copy_text(io->obuf + io->pending, p, len);
		io->pending += len;
		return;
	}
	while (len > 0 && io->broken != LINE_EOF) {
		if (io->pending == LINE_OUTPUT && line_flush(io) == -1)
			return;
		n = LINE_OUTPUT - io->pending;
		if (n > len)
			n = len;
		memcpy(io->obuf + io->pending, p, n);
		io->pending += n;
		p += n;
		len -= n;
	}
}

void
line_put(struct lineio *io, const char *fmt, ...)
{
	char text[2048];	/* no reply line is longer */
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	if ((size_t)n >= sizeof(text)) {
		n = sizeof(text) - 1;
		memcpy(text + n - 2, "\r\n", 2);
	}
	line_write(io, text, (size_t)n);
}

char *
line_room(struct lineio *io, size_t want, size_t *size)
{
	if (LINE_OUTPUT - io->pending < want && line_flush(io) == -1)
		return NULL;
	if (io->broken == LINE_EOF)
		return NULL;
	*size = LINE_OUTPUT - io->pending;
	return io->obuf + io->pending;
}

void
line_made(struct lineio *io, size_t n)
{
	io->pending += n;
}

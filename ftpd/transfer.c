#include <sys/sendfile.h>
#include <sys/socket.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "ftpd/ascii.h"
#include "ftpd/control.h"
#include "ftpd/transfer.h"

/*
 * So much goes between two looks at the control connection: a few hundred
 * microseconds, and one more call of poll(2) among hundreds.
 */
#define CHUNK		(1 << 20)

/* Of a file in one read; with what becomes of it, it stays in the cache. */
#define FILE_BUFFER	131072

/* What a listing is made into, and sent from. */
#define MADE_BUFFER	65536

/* Without a limit: as long as it takes the sender of a file to end. */
#define UNTIL_END	INT64_MAX

_Static_assert(MADE_BUFFER >= TRANSFER_ROOM, "room for fill()");

enum transfer_end
transfer_look(struct transfer *t)
{
	struct pollfd p;

	if (t->session == NULL)
		return TRANSFER_DONE;
	control_watch(t->session, &p);
	if (!control_ready(t->session) && p.fd != -1 && poll(&p, 1, 0) < 1)
		return TRANSFER_DONE;
	switch (control_poll(t->session)) {
	case CONTROL_GO:
		return TRANSFER_DONE;
	case CONTROL_LEFT:
		return t->taking ? TRANSFER_ABORTED : TRANSFER_DONE;
	default:
		return TRANSFER_ABORTED;
	}
}

enum transfer_end
transfer_wait(struct transfer *t, int fd, short events, int ms)
{
	int64_t end = line_now() + ms, left;
	struct pollfd p[2];
	int n;

	p[0] = (struct pollfd){ .fd = fd, .events = events };
	for (;;) {
		if (transfer_look(t) != TRANSFER_DONE)
			return TRANSFER_ABORTED;
		p[1] = (struct pollfd){ .fd = -1 };
		if (t->session != NULL)
			control_watch(t->session, &p[1]);
		left = end - line_now();
		n = poll(p, 2, left < 0 ? 0 : (int)left);
		if (n == -1 && errno != EINTR)
			return TRANSFER_BROKEN;
		if (n > 0 && p[0].revents != 0)
			return TRANSFER_DONE;
		if (n == 0 && line_now() >= end)
			return fd == -1 ? TRANSFER_DONE : TRANSFER_STALLED;
	}
}

enum transfer_end
transfer_allowed(struct transfer *t, size_t want, size_t *allowed)
{
	enum transfer_end end = TRANSFER_DONE;

	for (;;) {
		*allowed = t->rate == NULL ? want :
		    rate_allow(t->rate, want, line_now());
		if (*allowed > 0 || end != TRANSFER_DONE)
			return end;
		end = transfer_wait(t, -1, 0, rate_wait(t->rate));
	}
}

void
transfer_moved(struct transfer *t, size_t n)
{
	t->progress.bytes += n;
	if (t->rate != NULL)
		rate_spend(t->rate, n);
}

enum transfer_end
transfer_connect(struct transfer *t)
{
	int64_t end = line_now() + (int64_t)t->connect_timeout * 1000, left;
	enum transfer_end result;
	short events;
	int fd;

	for (;;) {
		switch (data_step(t->data, &fd, &events)) {
		case 1:
			t->progress.open = true;
			return TRANSFER_DONE;
		case -1:
			return TRANSFER_NOT_OPENED;
		default:
			break;
		}
		left = end - line_now();
		result = transfer_wait(t, fd, events, left < 0 ? 0 : (int)left);
		if (result == TRANSFER_STALLED) {
			errno = ETIMEDOUT;
			result = TRANSFER_NOT_OPENED;
		}
		if (result != TRANSFER_DONE) {
			data_close(t->data);
			return result;
		}
	}
}

/* After EAGAIN: until the peer takes more. */
static enum transfer_end
wait_writable(struct transfer *t)
{
	return transfer_wait(t, data_fd(t->data), POLLOUT,
	    (int)t->timeout * 1000);
}

/* What a failed write to the peer means, or a wait. */
static enum transfer_end
write_failed(struct transfer *t)
{
	if (errno == EAGAIN)
		return wait_writable(t);
	return errno == EINTR ? TRANSFER_DONE : TRANSFER_BROKEN;
}

/* Sends all of buf. */
static enum transfer_end
send_bytes(struct transfer *t, const char *buf, size_t len)
{
	enum transfer_end end;
	size_t part;
	ssize_t n;

	while (len > 0) {
		end = transfer_allowed(t, len, &part);
		if (end != TRANSFER_DONE)
			return end;
		n = send(data_fd(t->data), buf, part, MSG_NOSIGNAL);
		if (n == -1) {
			end = write_failed(t);
			if (end != TRANSFER_DONE)
				return end;
			continue;
		}
		transfer_moved(t, (size_t)n);
		buf += n;
		len -= (size_t)n;
	}
	return TRANSFER_DONE;
}

/*
 * In order: our side ends.  Behind a TLS wrapper the last byte is not gone
 * before the process that copies has taken it and ended.
 */
static enum transfer_end
finish(struct transfer *t, enum transfer_end end)
{
	int fd = data_fd(t->data);
	char c;

	if (end == TRANSFER_DONE && t->data->tls &&
	    shutdown(fd, SHUT_WR) == 0) {
		while (end == TRANSFER_DONE && recv(fd, &c, 1, 0) == -1)
			end = errno == EAGAIN ? transfer_wait(t, fd, POLLIN,
			    (int)t->timeout * 1000) : errno == EINTR ?
			    TRANSFER_DONE : TRANSFER_BROKEN;
	}
	data_close(t->data);
	return end;
}

enum transfer_end
transfer_produce(struct transfer *t,
    ssize_t (*fill)(void *, char *buf, size_t size), void *source)
{
	enum transfer_end end = TRANSFER_DONE;
	char *buf = malloc(MADE_BUFFER);
	ssize_t n;

	if (buf == NULL) {
		data_close(t->data);
		return TRANSFER_READ;
	}
	while (end == TRANSFER_DONE &&
	    (n = fill(source, buf, MADE_BUFFER)) != 0) {
		if (n == -1)
			end = TRANSFER_READ;
		else if ((end = transfer_look(t)) == TRANSFER_DONE)
			end = send_bytes(t, buf, (size_t)n);
	}
	free(buf);
	return finish(t, end);
}

/* A file that is read, and perhaps converted. */
struct source {
	int	 fd;
	bool	 ascii;
	int64_t	 offset, left;
	char	 raw[FILE_BUFFER];
	char	 out[ASCII_ROOM(FILE_BUFFER)];
};

/* What was read, as it goes out. */
static enum transfer_end
send_converted(struct transfer *t, struct source *s, size_t n)
{
	if (!s->ascii)
		return send_bytes(t, s->raw, n);
	return send_bytes(t, s->out, ascii_out(s->out, s->raw, n));
}

static enum transfer_end
send_read(struct transfer *t, struct source *s)
{
	enum transfer_end end = TRANSFER_DONE;
	uint64_t looked = 0;
	size_t want;
	ssize_t n;

	while (end == TRANSFER_DONE && s->left > 0) {
		want = s->left < FILE_BUFFER ? (size_t)s->left : FILE_BUFFER;
		n = pread(s->fd, s->raw, want, s->offset);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return TRANSFER_READ;
		if (n == 0)
			break;
		s->offset += n;
		s->left -= n;
		if (t->progress.bytes - looked >= CHUNK) {
			looked = t->progress.bytes;
			end = transfer_look(t);
		}
		if (end == TRANSFER_DONE)
			end = send_converted(t, s, (size_t)n);
	}
	return end;
}

/* 1: sent; 0: this file or connection cannot; else as *end says. */
static int
send_file(struct transfer *t, int fd, int64_t *offset, int64_t *left,
    enum transfer_end *end)
{
	size_t part;
	ssize_t n;
	off_t at;

	*end = TRANSFER_DONE;
	while (*left > 0) {
		*end = transfer_allowed(t, *left < CHUNK ? (size_t)*left :
		    CHUNK, &part);
		if (*end != TRANSFER_DONE)
			return 1;
		at = *offset;
		n = sendfile(data_fd(t->data), fd, &at, part);
		if (n == -1 && (errno == EINVAL || errno == ENOSYS))
			return 0;
		if (n == -1 && errno == EIO) {
			*end = TRANSFER_READ;
			return 1;
		}
		if (n == 0)
			return 1;
		if (n == -1) {
			*end = write_failed(t);
		} else {
			transfer_moved(t, (size_t)n);
			*offset += n;
			*left -= n;
			if (*left > 0)
				*end = transfer_look(t);
		}
		if (*end != TRANSFER_DONE)
			return 1;
	}
	return 1;
}

enum transfer_end
transfer_send(struct transfer *t, int fd, int64_t offset, int64_t length)
{
	int64_t left = length < 0 ? UNTIL_END : length;
	enum transfer_end end;
	struct source *s;

	if (!t->ascii && send_file(t, fd, &offset, &left, &end) == 1)
		return finish(t, end);
	s = malloc(sizeof(*s));
	if (s == NULL) {
		data_close(t->data);
		return TRANSFER_READ;
	}
	s->fd = fd;
	s->ascii = t->ascii;
	s->offset = offset;
	s->left = left;
	end = send_read(t, s);
	free(s);
	return finish(t, end);
}

/*
 * The half of lineio.h that reads.
 */
#include <sys/socket.h>
#include <sys/stat.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/lineio.h"

#define END_READ	(1 << 20)	/* bytes sent after the end */

static bool
is_socket(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode);
}

void
line_init(struct lineio *io, int in, int out, unsigned timeout)
{
	io->in = in;
	io->out = out;
	io->in_socket = is_socket(in);
	io->out_socket = out == in ? io->in_socket : is_socket(out);
	io->timeout = timeout;
	io->deadline = 0;
	io->broken = LINE_OK;
	io->drained = false;
	io->max = io->room = LINE_INPUT;
	io->pos = io->len = io->pending = 0;
	io->received = io->sent = 0;
}

void
line_bulk(struct lineio *io)
{
	io->room = LINE_BULK;
}

int64_t
line_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void
line_phase(struct lineio *io, unsigned seconds)
{
	io->deadline = seconds == 0 ? 0 :
	    line_now() + (int64_t)seconds * 1000;
}

/* Waits for input until the time end: 1 ready, 0 too late, -1 error. */
static int
wait_for(int fd, int64_t end)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t left;
	int n;

	for (;;) {
		left = end - line_now();
		if (left < 0)
			left = 0;
		n = poll(&p, 1, left > 60000 ? 60000 : (int)left);
		if (n > 0)
			return 1;
		if (n == -1 && errno != EINTR)
			return -1;
		if (n == 0 && line_now() >= end)
			return 0;
	}
}

void
line_end(struct lineio *io)
{
	size_t n, total = 0;

	line_flush(io);
	if (io->out_socket)
		(void)shutdown(io->out, SHUT_WR);
	io->pos = io->len = 0;
	while (total < END_READ && line_waiting(io, 0) &&
	    line_read(io, io->ibuf, io->room, &n) == LINE_OK)
		total += n;
}

/* One attempt that does not block; -1 and EAGAIN when it would. */
static ssize_t
receive_some(struct lineio *io, void *buf, size_t size)
{
	struct pollfd pf = { .fd = io->in, .events = POLLIN };

	if (io->in_socket)
		return recv(io->in, buf, size, MSG_DONTWAIT);
	if (poll(&pf, 1, 0) == 0) {
		errno = EAGAIN;
		return -1;
	}
	return read(io->in, buf, size);
}

/* Sends what is queued and waits for more; broken says if it is in vain. */
static void
await(struct lineio *io, int64_t end)
{
	if (line_flush(io) == -1)
		return;
	switch (wait_for(io->in, end)) {
	case 0:
		io->broken = LINE_TIMEOUT;
		break;
	case -1:
		io->broken = LINE_EOF;
		break;
	default:
		break;
	}
}

/*
 * Reads something before the absolute time end, or the end of the phase.
 * What is queued for the peer is sent only when it has nothing for us
 * (RFC 2920 section 3.2).  When the last read came up short that is so: not
 * to ask again saves one call of four in lock-step.
 */
static enum line
receive(struct lineio *io, void *buf, size_t size, int64_t end, size_t *len)
{
	ssize_t n;

	if (io->broken == LINE_OK && io->drained && io->pending > 0)
		await(io, end);
	while (io->broken == LINE_OK) {
		n = receive_some(io, buf, size);
		if (n > 0) {
			io->drained = (size_t)n < size;
			io->received += (uint64_t)n;
			*len = (size_t)n;
			return LINE_OK;
		}
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 && errno == EAGAIN) {
			await(io, end);
		} else {
			line_flush(io);
			io->broken = LINE_EOF;
		}
	}
	return io->broken;
}

/* When a wait that begins now must end. */
static int64_t
limit(const struct lineio *io)
{
	int64_t end = line_now() + (int64_t)io->timeout * 1000;

	return io->deadline != 0 && io->deadline < end ? io->deadline : end;
}

/* All room there is comes behind what is unread. */
static void
make_room(struct lineio *io)
{
	if (io->pos == 0)
		return;
	memmove(io->ibuf, io->ibuf + io->pos, io->len - io->pos);
	io->len -= io->pos;
	io->pos = 0;
}

/* Reads behind what is unread. */
static enum line
fill(struct lineio *io, int64_t *end)
{
	enum line result;
	size_t n;

	make_room(io);
	if (*end == 0)
		*end = limit(io);
	result = receive(io, io->ibuf + io->len, io->room - io->len, *end,
	    &n);
	if (result == LINE_OK)
		io->len += n;
	return result;
}

/* Strips the line end, ends the text with a NUL and judges it. */
static enum line
judge(char *line, size_t *len)
{
	size_t n = *len - 1;			/* without LF */

	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	*len = n;
	if (memchr(line, '\0', n) != NULL || memchr(line, '\r', n) != NULL)
		return LINE_BARE;
	return LINE_OK;
}

enum line
line_get(struct lineio *io, char **line, size_t *len)
{
	size_t seen = 0, max = io->max < io->room ? io->max : io->room;
	int64_t end = 0;
	bool toolong = false;
	enum line result;
	char *lf;

	for (;;) {
		lf = memchr(io->ibuf + io->pos + seen, '\n',
		    io->len - io->pos - seen);
		if (lf != NULL)
			break;
		seen = io->len - io->pos;
		if (toolong || seen >= max) {
			toolong = true;
			io->pos = io->len;
			seen = 0;
		}
		result = fill(io, &end);
		if (result == LINE_OK && toolong && line_now() >= end)
			result = io->broken = LINE_TIMEOUT;
		if (result != LINE_OK)
			return result;
	}
	*line = io->ibuf + io->pos;
	*len = (size_t)(lf - *line) + 1;
	io->pos += *len;
	if (toolong || *len > max)
		return LINE_TOOLONG;
	return judge(*line, len);
}

enum line
line_data(struct lineio *io, const char **data, size_t *len)
{
	int64_t end = 0;
	enum line result;

	if (io->pos == io->len && (result = fill(io, &end)) != LINE_OK)
		return result;
	*data = io->ibuf + io->pos;
	*len = io->len - io->pos;
	return LINE_OK;
}

enum line
line_more(struct lineio *io)
{
	ssize_t n;

	if (io->broken != LINE_OK)
		return io->broken;
	make_room(io);
	if (io->len == io->room)
		return LINE_TOOLONG;
	n = receive_some(io, io->ibuf + io->len, io->room - io->len);
	if (n > 0) {
		io->len += (size_t)n;
		io->received += (uint64_t)n;
		return LINE_OK;
	}
	return n == -1 && (errno == EAGAIN || errno == EINTR) ? LINE_OK :
	    LINE_EOF;
}

void
line_took(struct lineio *io, size_t n)
{
	io->pos += n <= io->len - io->pos ? n : io->len - io->pos;
}

enum line
line_read(struct lineio *io, void *buf, size_t size, size_t *len)
{
	size_t n = io->len - io->pos;

	if (n == 0)
		return receive(io, buf, size, limit(io), len);
	*len = n < size ? n : size;
	memcpy(buf, io->ibuf + io->pos, *len);
	io->pos += *len;
	return LINE_OK;
}

bool
line_waiting(struct lineio *io, int ms)
{
	return io->pos < io->len || (io->broken == LINE_OK &&
	    wait_for(io->in, line_now() + ms) == 1);
}

bool
line_unread(struct lineio *io, const void *bytes, size_t len)
{
	size_t n = io->len - io->pos;

	if (len > io->room - n)
		return false;
	memmove(io->ibuf + len, io->ibuf + io->pos, n);
	memcpy(io->ibuf, bytes, len);
	io->pos = 0;
	io->len = len + n;
	return true;
}

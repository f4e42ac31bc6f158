/*
 * transfer_receive(): from the data connection into a file.
 */
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/ascii.h"
#include "ftpd/control.h"
#include "ftpd/transfer.h"

/* As much as a loopback gives at once; one write(2) of it stays cheap. */
#define BUFFER		262144

/*
 * Of a file that will be synced, the disk begins to write each of these
 * while the next one comes, so that fsync(2) finds little to do.
 */
#define BEHIND		(8 << 20)

/* What is taken between two looks at the control connection. */
#define LOOK		(1 << 20)

/*
 * Behind a TLS wrapper the end of the data may overtake that of the control
 * connection by the time that one process more takes; ms.
 */
#define WRAPPED		10

struct sink {
	int	 fd;
	struct ascii_in ascii;
	uint64_t size;		/* of the file, while there is a limit */
	off_t	 behind;	/* up to here the disk has been told */
	off_t	 at;
	char	 raw[BUFFER];
	char	 out[ASCII_ROOM_IN(BUFFER)];
};

/* -1 with errno, which 452, 552 and 451 come from. */
static int
put(struct transfer *t, struct sink *k, const char *buf, size_t len)
{
	ssize_t n;

	if (t->max_size > 0 && (uint64_t)k->at + len > t->max_size) {
		errno = EFBIG;
		return -1;
	}
	while (len > 0) {
		n = write(k->fd, buf, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		buf += n;
		len -= (size_t)n;
		k->at += n;
	}
#ifdef SYNC_FILE_RANGE_WRITE
	if (t->write_behind && k->at - k->behind >= BEHIND) {
		(void)sync_file_range(k->fd, k->behind, k->at - k->behind,
		    SYNC_FILE_RANGE_WRITE);
		k->behind = k->at;
	}
#endif
	return 0;
}

/* One buffer full.  *last: the peer has ended. */
static enum transfer_end
take(struct transfer *t, struct sink *k, bool *last)
{
	enum transfer_end end;
	size_t part, len;
	ssize_t n;

	*last = false;
	end = transfer_allowed(t, BUFFER, &part);
	if (end != TRANSFER_DONE)
		return end;
	n = recv(data_fd(t->data), k->raw, part, 0);
	if (n == -1 && errno == EAGAIN)
		return transfer_wait(t, data_fd(t->data), POLLIN,
		    (int)t->timeout * 1000);
	if (n == -1)
		return errno == EINTR ? TRANSFER_DONE : TRANSFER_BROKEN;
	transfer_moved(t, (size_t)n);
	*last = n == 0;
	if (!t->ascii)
		return put(t, k, k->raw, (size_t)n) == 0 ? TRANSFER_DONE :
		    TRANSFER_WRITE;
	len = *last ? ascii_in_end(&k->ascii, k->out) :
	    ascii_in(&k->ascii, k->out, k->raw, (size_t)n);
	return put(t, k, k->out, len) == 0 ? TRANSFER_DONE : TRANSFER_WRITE;
}

/*
 * Behind a TLS wrapper the process that copies waits for us after an end in
 * order; if it is gone, so is part of the file, perhaps.
 */
static bool
cut_short(const struct transfer *t)
{
	struct pollfd p = { .fd = data_fd(t->data), .events = 0 };

	return t->data->tls && poll(&p, 1, 0) == 1 &&
	    (p.revents & (POLLHUP | POLLERR)) != 0;
}

enum transfer_end
transfer_receive(struct transfer *t, int fd)
{
	enum transfer_end end = TRANSFER_DONE;
	struct sink *k = malloc(sizeof(*k));
	uint64_t looked = 0;
	bool last = false;
	int error;

	if (k == NULL) {
		data_close(t->data);
		return TRANSFER_WRITE;
	}
	k->fd = fd;
	k->ascii.cr = false;
	k->at = k->behind = lseek(fd, 0, SEEK_CUR);
	t->taking = true;
	while (end == TRANSFER_DONE && !last) {
		end = take(t, k, &last);
		if (end == TRANSFER_DONE &&
		    t->progress.bytes - looked >= LOOK) {
			looked = t->progress.bytes;
			end = transfer_look(t);
		}
	}
	/*
	 * A client that is killed ends both connections in order, as if that
	 * were all of the file: with no control connection it is not, unless
	 * QUIT has come behind the last byte of the file.
	 */
	t->taking = t->session != NULL && control_leaving(t->session);
	if (end == TRANSFER_DONE)
		end = cut_short(t) ? TRANSFER_BROKEN : t->data->tls ?
		    transfer_wait(t, -1, 0, WRAPPED) : transfer_look(t);
	error = errno;
	free(k);
	data_close(t->data);
	errno = error;
	return end;
}

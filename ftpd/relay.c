/*
 * The process inside of the TLS wrapper: it can copy bytes and nothing else.
 */
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/options.h"
#include "ftpd/helper.h"

#define BUFFER		65536

/* Nothing for so long, and nobody will come for it any more; ms. */
#define SILENCE		(3600 * 1000)

/* One way of the two. */
struct way {
	int	 from, to;	/* -1: that end is done */
	size_t	 pos, len;
	char	 buf[BUFFER];
};

bool
helper_wanted(void)
{
	return getenv(HELPER_MARK) != NULL;
}

/* False: this way is broken. */
static bool
take(struct way *w)
{
	ssize_t n = read(w->from, w->buf, BUFFER);

	if (n == -1)
		return errno == EAGAIN || errno == EINTR;
	if (n == 0)
		w->from = -1;
	w->pos = 0;
	w->len = (size_t)n;
	return true;
}

static bool
give(struct way *w)
{
	ssize_t n = write(w->to, w->buf + w->pos, w->len - w->pos);

	if (n == -1)
		return errno == EAGAIN || errno == EINTR;
	w->pos += (size_t)n;
	return true;
}

/* All has come and all has gone: the other side is told. */
static void
finish(struct way *w)
{
	if (w->from != -1 || w->pos < w->len || w->to == -1)
		return;
	if (shutdown(w->to, SHUT_WR) == -1 && errno == ENOTSOCK)
		close(w->to);
	w->to = -1;
}

/*
 * One round.  False at the end, when the session is done and its last byte
 * has gone into the wrapper, and after an error, which the session sees as
 * one if it was still sending.
 */
static bool
step(struct way *out, struct way *in)
{
	struct way *ways[2] = { out, in };
	struct pollfd p[4];
	int i;

	for (i = 0; i < 2; i++) {
		p[2 * i].fd = ways[i]->pos == ways[i]->len ? ways[i]->from : -1;
		p[2 * i].events = POLLIN;
		p[2 * i + 1].fd = ways[i]->pos < ways[i]->len ? ways[i]->to : -1;
		p[2 * i + 1].events = POLLOUT;
	}
	i = poll(p, 4, SILENCE);
	if (i <= 0)
		return i == -1 && errno == EINTR;
	for (i = 0; i < 2; i++) {
		if (p[2 * i].fd != -1 && p[2 * i].revents != 0 &&
		    !take(ways[i]))
			return false;
		if (p[2 * i + 1].fd != -1 && p[2 * i + 1].revents != 0 &&
		    !give(ways[i]))
			return false;
		finish(ways[i]);
	}
	return out->to != -1;
}

static void
unblock(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags != -1)
		(void)fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

int
helper_copy(void)
{
	static struct way out, in;

	out = (struct way){ .from = HELPER_PLAIN, .to = STDOUT_FILENO };
	in = (struct way){ .from = STDIN_FILENO, .to = HELPER_PLAIN };
	signal(SIGPIPE, SIG_IGN);
	unblock(STDIN_FILENO);
	unblock(STDOUT_FILENO);
	unblock(HELPER_PLAIN);
	if (jail_front() == -1 || jail_enter(JAIL_COPY, NULL) == -1)
		return EXIT_TEMPORARY;
	while (step(&out, &in))
		;
	return 0;
}

/*
 * conn: one server process, and the bytes to and from it.
 */
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/proto/play.h"

enum {
	CONSUME_MS = 20,	/* a byte not read by then: go on without */
	EDGE = 512		/* of a long text only its ends go bytewise */
};

static void
cloexec(int fd)
{
	fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/* ours[0] reads and ours[1] writes; theirs are the server's 0 and 1. */
static bool
channel(bool pipes, int ours[2], int theirs[2])
{
	int a[2], b[2], i;

	if (pipes) {
		if (pipe(a) == -1 || pipe(b) == -1)
			return false;
		theirs[0] = a[0];
		ours[1] = a[1];
		ours[0] = b[0];
		theirs[1] = b[1];
		/* tlswrapper leaves them so */
		fcntl(theirs[0], F_SETFL, O_NONBLOCK);
		fcntl(theirs[1], F_SETFL, O_NONBLOCK);
	} else {
		if (socketpair(AF_UNIX, SOCK_STREAM, 0, a) == -1)
			return false;
		ours[0] = a[0];
		ours[1] = dup(a[0]);
		theirs[0] = a[1];
		theirs[1] = dup(a[1]);
	}
	for (i = 0; i < 2; i++) {
		cloexec(ours[i]);
		cloexec(theirs[i]);
		fcntl(ours[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static void
run_server(const struct world *w, const struct script *s,
    char *const argv[], const int fds[2])
{
	int log = open(w->log, O_WRONLY | O_CREAT | O_APPEND, 0666);

	setpgid(0, 0);
	dup2(fds[0], 0);
	dup2(fds[1], 1);
	dup2(log, 2);
	if (log > 2)
		close(log);
	signal(SIGPIPE, SIG_DFL);
	world_become(w);
	if (chdir(w->root) == -1)
		_exit(127);
	world_environment(w, s);
	execvp(argv[0], argv);
	fprintf(stderr, "play: %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

bool
conn_start(struct conn *c, const struct world *w, const struct script *s,
    char *const argv[], bool pipes, int64_t deadline)
{
	int ours[2], theirs[2];

	memset(c, 0, sizeof(*c));
	c->deadline = deadline;
	if (!channel(pipes, ours, theirs)) {
		complain("no channel: %s", strerror(errno));
		return false;
	}
	c->pid = fork();
	if (c->pid == 0)
		run_server(w, s, argv, theirs);
	close(theirs[0]);
	close(theirs[1]);
	c->rfd = ours[0];
	c->wfd = ours[1];
	return c->pid != -1;
}

/* Reads what is there.  False: the time is up. */
static bool
wait_for(struct conn *c, short out)
{
	struct pollfd p[2] = { { c->rfd, POLLIN, 0 }, { c->wfd, out, 0 } };
	int64_t left = c->deadline - now();
	ssize_t n;

	if (c->eof)
		p[0].fd = -1;
	if (out == 0)
		p[1].fd = -1;
	if (left <= 0)
		return false;
	if (poll(p, 2, (int)left) == -1)
		return errno == EINTR;
	if (p[0].revents == 0)
		return true;
	if (c->len + 65536 > c->size) {
		c->size = c->len + 131072;
		c->buf = grow(c->buf, c->size, 1);
	}
	n = read(c->rfd, c->buf + c->len, 65536);
	if (n > 0)
		c->len += (size_t)n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		c->eof = true;
	return true;
}

/* Until the server has read what we wrote, so that splits are real. */
static void
wait_consumed(struct conn *c)
{
	struct timespec pause = { 0, 20000 };
	int64_t start = now();
	int left;

	while (!c->slow && !c->eof) {
		if (ioctl(c->wfd, TIOCOUTQ, &left) == -1 &&
		    ioctl(c->wfd, FIONREAD, &left) == -1)
			return;
		if (left == 0)
			return;
		if (now() - start > CONSUME_MS)
			c->slow = true;
		nanosleep(&pause, NULL);
	}
}

/* False when the time is up; a server that is gone is not an error here. */
static bool
send_all(struct conn *c, const char *s, size_t len)
{
	ssize_t n;

	while (len > 0 && c->wfd != -1) {
		n = write(c->wfd, s, len);
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		} else if (n == -1 && errno == EAGAIN) {
			if (!wait_for(c, POLLOUT))
				return false;
		} else if (n == -1 && errno != EINTR) {
			return true;
		}
	}
	return true;
}

bool
conn_send(struct conn *c, const char *s, size_t len, bool bytewise)
{
	size_t i, n;

	if (!bytewise)
		return send_all(c, s, len);
	c->slow = false;
	for (i = 0; i < len; i += n) {
		n = i < EDGE || len - i <= EDGE ? 1 : len - i - EDGE;
		if (n > 1021)
			n = 1021;
		if (!send_all(c, s + i, n))
			return false;
		wait_consumed(c);
	}
	return true;
}

/* The next line without its CRLF.  False at the end or in time's absence. */
bool
conn_line(struct conn *c, char **line, size_t *len)
{
	char *end;

	for (;;) {
		*line = c->buf + c->pos;
		*len = c->len - c->pos;
		end = *len == 0 ? NULL : memchr(*line, '\n', *len);
		if (end != NULL) {
			c->pos += (size_t)(end - *line) + 1;
			*len = (size_t)(end - *line);
			if (*len == 0 || end[-1] != '\r') {
				complain("a line ends with LF alone");
				return false;
			}
			(*len)--;
			return true;
		}
		if (c->eof) {
			complain("the server has hung up");
			return false;
		}
		if (!wait_for(c, 0)) {
			complain("nothing came in time");
			return false;
		}
	}
}

void
conn_hangup(struct conn *c)
{
	if (c->wfd == -1)
		return;
	shutdown(c->wfd, SHUT_WR);
	close(c->wfd);
	c->wfd = -1;
}

/* Waits for the end of what the server says, which must be empty. */
bool
conn_eof(struct conn *c)
{
	char *text;

	while (!c->eof && c->pos == c->len)
		if (!wait_for(c, 0)) {
			complain("the server does not hang up");
			return false;
		}
	if (c->pos < c->len) {
		text = match_printable(c->buf + c->pos, c->len - c->pos);
		complain("the server says more: \"%s\"", text);
		free(text);
		return false;
	}
	return true;
}

/* Whatever the server still says, up to its end. */
bool
conn_drain(struct conn *c)
{
	while (!c->eof)
		if (!wait_for(c, 0)) {
			complain("the server does not hang up");
			return false;
		}
	c->pos = c->len;
	return true;
}

/* Hangs up and sees the server out. */
bool
conn_end(struct conn *c, int *status)
{
	struct timespec pause = { 0, 200000 };
	bool ok;

	conn_hangup(c);
	ok = conn_eof(c);
	close(c->rfd);
	free(c->buf);
	while (waitpid(c->pid, status, WNOHANG) == 0) {
		if (!ok || now() > c->deadline) {
			if (ok)
				complain("the server does not exit");
			ok = false;
			kill(-c->pid, SIGKILL);
			waitpid(c->pid, status, 0);
			break;
		}
		nanosleep(&pause, NULL);
	}
	kill(-c->pid, SIGKILL);		/* nobody of it stays behind */
	c->pid = 0;
	c->buf = NULL;
	return ok;
}

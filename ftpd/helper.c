#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/tls.h"
#include "ftpd/data.h"
#include "ftpd/helper.h"

#define FTP_DATA	20	/* RFC 959 section 8 */

/*
 * A session has one data connection at a time; those before it are sending
 * their last bytes, or are held by a client who does not take them.
 */
#define WRAPPERS	4

/* So long they may do so when the session is gone; ms, and a part of it. */
#define LAST_BYTES	10000
#define MOMENT		50

enum {
	ASK_WRAP = 'W',
	ASK_PORT20 = 'P',
	SAY_NO = 'N'
};

/* One byte, and one descriptor or none (-1). */
static int
send_fd(int to, char what, int fd)
{
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec iov = { .iov_base = &what, .iov_len = 1 };
	struct msghdr m;
	struct cmsghdr *c;
	ssize_t n;

	memset(&m, 0, sizeof(m));
	m.msg_iov = &iov;
	m.msg_iovlen = 1;
	if (fd != -1) {
		memset(&control, 0, sizeof(control));
		m.msg_control = &control;
		m.msg_controllen = sizeof(control.space);
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	}
	do
		n = sendmsg(to, &m, MSG_NOSIGNAL);
	while (n == -1 && errno == EINTR);
	return n == 1 ? 0 : -1;
}

/* Returns what came, 0 at the end or for what is no message; *fd or -1. */
static char
receive_fd(int from, int *fd)
{
	union {
		struct cmsghdr header;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec iov;
	struct msghdr m;
	struct cmsghdr *c;
	char what = 0;
	ssize_t n;

	*fd = -1;
	memset(&m, 0, sizeof(m));
	iov.iov_base = &what;
	iov.iov_len = 1;
	m.msg_iov = &iov;
	m.msg_iovlen = 1;
	m.msg_control = &control;
	m.msg_controllen = sizeof(control.space);
	do
		n = recvmsg(from, &m, MSG_CMSG_CLOEXEC);
	while (n == -1 && errno == EINTR);
	if (n != 1)
		return 0;
	/* More than one descriptor does not fit, and was closed. */
	c = CMSG_FIRSTHDR(&m);
	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(fd, CMSG_DATA(c), sizeof(*fd));
	return what;
}

/* In the child: the wrapper on the socket, ourselves inside. */
static _Noreturn void
run_wrapper(const struct suite *suite, int socket, int plain)
{
	int high;

	/* Out of the way of the descriptors that it will have. */
	socket = fcntl(socket, F_DUPFD_CLOEXEC, HELPER_PLAIN + 1);
	high = fcntl(plain, F_DUPFD_CLOEXEC, HELPER_PLAIN + 1);
	if (socket != -1 && high != -1 &&
	    dup2(socket, STDIN_FILENO) != -1 &&
	    dup2(socket, STDOUT_FILENO) != -1 &&
	    dup2(high, HELPER_PLAIN) != -1 && setenv(HELPER_MARK, "1", 1) == 0)
		tls_exec_bare(suite);
	log_event(LOG_ERR, "data-tls command=%s error=\"%s\"",
	    suite->wrapper.argv[0], strerror(errno));
	_exit(EXIT_TEMPORARY);
}

/* Each is a process group of its own; the oldest first, 0: none. */
struct wrappers {
	pid_t	 group[WRAPPERS];
};

/* Forgets those that have ended.  Returns how many there are. */
static unsigned
reap(struct wrappers *w)
{
	unsigned i, n = 0;
	pid_t group;

	for (i = 0; i < WRAPPERS; i++) {
		group = w->group[i];
		w->group[i] = 0;
		if (group != 0 && waitpid(group, NULL, WNOHANG) == 0)
			w->group[n++] = group;
	}
	return n;
}

static void
end(struct wrappers *w, unsigned i)
{
	(void)kill(-w->group[i], SIGKILL);
	(void)waitpid(w->group[i], NULL, 0);
}

static void
remember(struct wrappers *w, pid_t group)
{
	unsigned n = reap(w);

	if (n == WRAPPERS) {
		end(w, 0);
		n = reap(w);
	}
	w->group[n] = group;
}

/* The session is gone. */
static void
end_all(struct wrappers *w)
{
	unsigned i, n, waited;

	for (waited = 0; (n = reap(w)) > 0 && waited < LAST_BYTES;
	    waited += MOMENT)
		(void)poll(NULL, 0, MOMENT);
	for (i = 0; i < n; i++)
		end(w, i);
}

static void
wrap(struct wrappers *w, const struct suite *suite, int fd, int socket)
{
	int pair[2];
	pid_t pid;

	if (socket == -1 ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == -1) {
		(void)send_fd(fd, SAY_NO, -1);
		return;
	}
	pid = fork();
	if (pid == 0) {
		(void)setpgid(0, 0);
		run_wrapper(suite, socket, pair[1]);
	}
	if (pid != -1) {
		(void)setpgid(pid, pid);	/* whoever is first */
		remember(w, pid);
	}
	close(pair[1]);
	(void)send_fd(fd, pid == -1 ? SAY_NO : ASK_WRAP, pid == -1 ? -1 :
	    pair[0]);
	close(pair[0]);
}

static void
bind_port20(int fd, const union address *local)
{
	const int on = 1;
	int s;

	s = socket(local->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK |
	    SOCK_CLOEXEC, 0);
	if (s != -1 && (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on,
	    sizeof(on)) == -1 ||
	    bind(s, &local->any, hostport_size(local)) == -1)) {
		close(s);
		s = -1;
	}
	(void)send_fd(fd, s == -1 ? SAY_NO : ASK_PORT20, s);
	if (s != -1)
		close(s);
}

/* Until the session is gone. */
static _Noreturn void
serve(const struct helper *h, int fd, const struct suite *suite,
    const union address *local)
{
	struct wrappers wrappers = { .group = { 0 } };
	int given, null;

	/* The control connection ends with the session, not with us. */
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null == -1 || dup2(null, STDIN_FILENO) == -1 ||
	    dup2(null, STDOUT_FILENO) == -1 || chdir("/") == -1)
		_exit(EXIT_TEMPORARY);
	signal(SIGCHLD, SIG_DFL);
	for (;;) {
		switch (receive_fd(fd, &given)) {
		case ASK_WRAP:
			if (!h->wraps)
				_exit(EXIT_TEMPORARY);
			wrap(&wrappers, suite, fd, given);
			break;
		case ASK_PORT20:
			if (!h->port20)
				_exit(EXIT_TEMPORARY);
			bind_port20(fd, local);
			break;
		default:
			end_all(&wrappers);
			_exit(0);
		}
		if (given != -1)
			close(given);
	}
}

int
helper_start(struct helper *h, const struct suite *suite,
    const struct data *data, bool port20)
{
	union address local = data->local;
	int pair[2];

	h->fd = -1;
	h->wraps = suite->wrapper.argc > 0;
	h->port20 = port20 && geteuid() == 0;
	if (!h->wraps && !h->port20)
		return 0;
	if (local.any.sa_family == AF_INET6)
		local.v6.sin6_port = htons(FTP_DATA);
	else
		local.v4.sin_port = htons(FTP_DATA);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
		return -1;
	switch (fork()) {
	case -1:
		close(pair[0]);
		close(pair[1]);
		return -1;
	case 0:
		close(pair[0]);
		serve(h, pair[1], suite, &local);
	default:
		close(pair[1]);
		h->fd = pair[0];
		return 0;
	}
}

/* What the helper gives for it; -1 with errno. */
static int
ask(struct helper *h, char what, int fd)
{
	int got = -1;

	if (h == NULL || h->fd == -1) {
		errno = ENOTCONN;
		return -1;
	}
	if (send_fd(h->fd, what, fd) == 0 && receive_fd(h->fd, &got) == what &&
	    got != -1)
		return got;
	if (got != -1)
		close(got);
	errno = EPROTO;
	return -1;
}

int
helper_wrap(struct helper *h, int socket)
{
	int fd = ask(h, ASK_WRAP, socket);

	close(socket);
	return fd;
}

int
helper_port20(struct helper *h)
{
	return ask(h, ASK_PORT20, -1);
}

void
helper_stop(struct helper *h)
{
	if (h->fd != -1)
		close(h->fd);
	h->fd = -1;
}

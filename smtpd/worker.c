/*
 * worker: a forked process that does one thing as another user.
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/jail.h"
#include "common/lineio.h"
#include "smtpd/worker.h"

#define END_MS		10000		/* to clean up after itself */

/* With our process id it is a uid that nobody else has; jail.c has it too. */
#define OWN_ID		0x78000000u

int
worker_drop(void)
{
	uid_t id = OWN_ID + (uid_t)getpid();

	if (geteuid() != 0 || jail_become(id, id, NULL, 0) == 0)
		return 0;
	return jail_become(WORKER_NOBODY, WORKER_NOBODY, NULL, 0);
}

/*
 * The worker ends with its parent: it sees the end of the socket, and where
 * there is a way is killed, in case it looks elsewhere.  That way is lost by
 * a change of uid, so it comes after.
 */
static void
work(uid_t uid, gid_t gid, void (*run)(void *, int), void *arg, int fd)
{
	umask(077);
	if (uid != WORKER_SELF && geteuid() == 0 &&
	    jail_become(uid, gid, &gid, 1) == -1)
		_exit(111);
#ifdef PR_SET_PDEATHSIG
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
	run(arg, fd);
	_exit(0);
}

int
worker_start(struct worker *w, uid_t uid, gid_t gid,
    void (*run)(void *, int), void *arg)
{
	int fd[2], saved;

	w->pid = 0;
	w->fd = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) == -1)
		return -1;
	switch (w->pid = fork()) {
	case -1:
		saved = errno;
		close(fd[0]);
		close(fd[1]);
		w->pid = 0;
		errno = saved;
		return -1;
	case 0:
		close(fd[0]);
		work(uid, gid, run, arg, fd[1]);
	}
	close(fd[1]);
	w->fd = fd[0];
	return 0;
}

bool
worker_read(struct worker *w, void *buf, size_t len, unsigned seconds)
{
	int64_t left, deadline = line_now() + (int64_t)seconds * 1000;
	struct pollfd p = { w->fd, POLLIN, 0 };
	char *to = buf;
	ssize_t n;

	while (len > 0) {
		left = deadline - line_now();
		if (left <= 0)
			return false;
		n = poll(&p, 1, (int)left);
		if (n > 0)
			n = recv(w->fd, to, len, 0);
		else if (n == 0)
			return false;
		if (n == 0 || (n == -1 && errno != EINTR))
			return false;
		if (n > 0) {
			to += n;
			len -= (size_t)n;
		}
	}
	return true;
}

bool
worker_get(int fd, void *buf, size_t len)
{
	char *to = buf;
	ssize_t n;

	for (; len > 0; to += n, len -= (size_t)n) {
		n = recv(fd, to, len, MSG_WAITALL);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return true;
}

bool
worker_put(int fd, const void *buf, size_t len)
{
	const char *from = buf;
	ssize_t n;

	for (; len > 0; from += n, len -= (size_t)n) {
		n = send(fd, from, len, MSG_NOSIGNAL);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return true;
}

bool
worker_write(struct worker *w, const void *buf, size_t len)
{
	return worker_put(w->fd, buf, len);
}

/*
 * Says that there is nothing more to come, and waits until the other end is
 * closed, which the worker's end does.  False when that takes too long.
 */
static bool
dismiss(int fd)
{
	struct pollfd p = { fd, 0, 0 };		/* POLLHUP is always told */
	int64_t left, deadline = line_now() + END_MS;

	(void)shutdown(fd, SHUT_WR);
	while ((left = deadline - line_now()) > 0)
		if (poll(&p, 1, (int)left) > 0)
			return true;
	return false;
}

void
worker_end(struct worker *w, bool now)
{
	int saved = errno;

	if (w->pid == 0)
		return;
	if (now || !dismiss(w->fd))
		kill(w->pid, SIGKILL);
	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, NULL, 0) == -1 && errno == EINTR)
		;
	w->pid = 0;
	errno = saved;
}

bool
worker_call(uid_t uid, gid_t gid, void (*run)(void *, int), void *arg,
    void *answer, size_t len, unsigned seconds)
{
	struct worker w;
	bool ok;

	if (worker_start(&w, uid, gid, run, arg) == -1)
		return false;
	ok = worker_read(&w, answer, len, seconds);
	worker_end(&w, !ok);
	return ok;
}

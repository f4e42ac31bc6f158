/*
 * worker: a forked process that does one thing as another user.
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/jail.h"
#include "common/lineio.h"
#include "common/record.h"
#include "smtpd/worker.h"

#define END_MS		10000		/* to clean up after itself */

int
worker_drop(void)
{
	return geteuid() == 0 ? jail_nobody() : 0;
}

/*
 * The peer is not the worker's business, nor shall its connection stay open
 * because of it.  Under inetd it is standard error, too.
 */
static void
leave_peer(int fd)
{
	struct stat in, err;

	if (fstat(STDIN_FILENO, &in) == 0 && S_ISSOCK(in.st_mode) &&
	    fstat(STDERR_FILENO, &err) == 0 && in.st_dev == err.st_dev &&
	    in.st_ino == err.st_ino)
		(void)dup2(fd, STDERR_FILENO);
	(void)dup2(fd, STDIN_FILENO);
	(void)dup2(fd, STDOUT_FILENO);
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
	leave_peer(fd);
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
	return record_read(w->fd, buf, len,
	    line_now() + (int64_t)seconds * 1000);
}

void
worker_end(struct worker *w, bool now)
{
	int saved = errno;

	if (w->pid == 0)
		return;
	if (!now)		/* there is nothing more to come */
		(void)shutdown(w->fd, SHUT_WR);
	(void)record_reap(w->pid, w->fd, now ? 0 : line_now() + END_MS);
	close(w->fd);
	w->fd = -1;
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

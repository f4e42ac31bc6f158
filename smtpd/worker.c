/*
 * worker: a process that does one thing as another user.
 */
#include <sys/socket.h>
#include <sys/types.h>

#include <unistd.h>

#include "common/lineio.h"
#include "common/record.h"
#include "smtpd/transaction.h"

bool
worker_start(struct worker *w, const struct transaction *t,
    enum worker_job job, uid_t uid, gid_t gid, unsigned seconds)
{
	int fd[2];

	w->fd = -1;
	if (t->order == NULL ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) == -1)
		return false;
	if (t->order(t->master, (uint32_t)job, 0, uid, gid, seconds, fd[1]))
		w->fd = fd[0];
	else
		close(fd[0]);
	close(fd[1]);
	return w->fd != -1;
}

bool
worker_read(struct worker *w, void *buf, size_t len, unsigned seconds)
{
	return record_read(w->fd, buf, len,
	    line_now() + (int64_t)seconds * 1000);
}

void
worker_dismiss(const struct worker *w)
{
	if (w->fd != -1)
		(void)shutdown(w->fd, SHUT_WR);
}

void
worker_end(struct worker *w, int64_t end)
{
	if (w->fd == -1)
		return;
	worker_dismiss(w);
	(void)record_wait(w->fd, 0, end);
	worker_leave(w);
}

void
worker_leave(struct worker *w)
{
	if (w->fd != -1)
		close(w->fd);
	w->fd = -1;
}

#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/record.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL	0
#endif

bool
record_wait(int fd, short events, int64_t end)
{
	struct pollfd p = { .fd = fd, .events = events };
	int64_t left;
	int n;

	do {
		left = end - line_now();
		n = poll(&p, 1, left > 0 ? (int)left : 0);
	} while (n == 0 ? left > 0 : n == -1 && errno == EINTR);
	return n > 0;
}

bool
record_read(int fd, void *record, size_t size, int64_t end)
{
	char *p = record;
	ssize_t n;

	while (size > 0) {
		if (end != 0 && !record_wait(fd, POLLIN, end))
			return false;
		n = read(fd, p, size);
		if (n == 0 || (n == -1 && errno != EINTR))
			return false;
		if (n > 0) {
			p += n;
			size -= (size_t)n;
		}
	}
	return true;
}

bool
record_send(int fd, const void *record, size_t size)
{
	const char *p = record;
	ssize_t n;

	while (size > 0) {
		n = send(fd, p, size, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n == -1 && errno == EAGAIN &&
		    record_wait(fd, POLLOUT, line_now() + RECORD_MS))
			continue;
		if (n == -1 && errno != EINTR)
			return false;
		if (n > 0) {
			p += n;
			size -= (size_t)n;
		}
	}
	return true;
}

/* Room for the descriptors, aligned as their header wants it. */
union control {
	struct cmsghdr	 header;
	char		 space[CMSG_SPACE(RECORD_FDS * sizeof(int))];
};

bool
record_pass(int fd, struct iovec *iov, int niov,
    const int fds[RECORD_FDS])
{
	union control control = { .space = { 0 } };
	struct msghdr m = { .msg_iov = iov };
	struct cmsghdr *c;
	size_t n = 0;

	m.msg_iovlen = niov;
	while (n < RECORD_FDS && fds[n] != -1)
		n++;
	if (n > 0) {
		m.msg_control = &control;
		m.msg_controllen = CMSG_SPACE(n * sizeof(int));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(c), fds, n * sizeof(int));
	}
	while (sendmsg(fd, &m, MSG_NOSIGNAL) == -1)
		if (errno != EINTR)
			return false;
	return true;
}

/* More descriptors than there is room for were closed by the kernel. */
size_t
record_take(int fd, struct iovec *iov, int niov, int fds[RECORD_FDS])
{
	union control control;
	struct msghdr m = { .msg_iov = iov, .msg_control = &control,
		.msg_controllen = sizeof(control.space) };
	struct cmsghdr *c;
	ssize_t n;

	m.msg_iovlen = niov;
	memset(fds, -1, RECORD_FDS * sizeof(fds[0]));
	while ((n = recvmsg(fd, &m, MSG_CMSG_CLOEXEC)) == -1)
		if (errno != EINTR)
			return 0;
	c = CMSG_FIRSTHDR(&m);
	if (c != NULL && c->cmsg_level == SOL_SOCKET &&
	    c->cmsg_type == SCM_RIGHTS)
		memcpy(fds, CMSG_DATA(c), c->cmsg_len - CMSG_LEN(0));
	return (m.msg_flags & MSG_TRUNC) != 0 ? 0 : (size_t)n;
}

void
record_drop(const int fds[RECORD_FDS])
{
	int i;

	for (i = 0; i < RECORD_FDS; i++)
		if (fds[i] != -1)
			close(fds[i]);
}

int
record_code(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
}

int
record_reap(pid_t pid, int fd, int64_t end)
{
	int status;

	record_wait(fd, 0, end);
	kill(pid, SIGKILL);	/* its exit code stands if it is on its way */
	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return 0;
	return record_code(status);
}

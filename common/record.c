#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
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

	for (;;) {
		left = end - line_now();
		n = poll(&p, 1, left > 0 ? (int)left : 0);
		if (n > 0)
			return true;
		if (n == 0 && left <= 0)
			return false;
		if (n == -1 && errno != EINTR)
			return false;
	}
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

int
record_reap(pid_t pid, int fd, int64_t end)
{
	int status;

	record_wait(fd, 0, end);
	kill(pid, SIGKILL);	/* its exit code stands if it is on its way */
	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
}

#include <sys/socket.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "dhcpd/beside.h"
#include "dhcpd/syncer.h"

union control {
	struct cmsghdr	 align;
	char		 space[CMSG_SPACE(sizeof(int))];
};

/* --- the other process */

/* A descriptor to be synced; -1: none came with it, or the server is gone. */
static int
hear(int end)
{
	union control control;
	char byte;
	struct iovec iov = { &byte, sizeof(byte) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
	    .msg_control = control.space,
	    .msg_controllen = sizeof(control.space) };
	ssize_t n;
	int fd;

	do
		n = recvmsg(end, &m, MSG_CMSG_CLOEXEC);
	while (n == -1 && errno == EINTR);
	if (n != sizeof(byte) || m.msg_controllen < CMSG_LEN(sizeof(int)) ||
	    control.align.cmsg_type != SCM_RIGHTS)
		return -1;
	memcpy(&fd, CMSG_DATA(&control.align), sizeof(fd));
	return fd;
}

static void
serve(int end)
{
	int fd, error;

	while ((fd = hear(end)) != -1) {
		error = fdatasync(fd) == -1 ? errno : 0;
		close(fd);
		if (write(end, &error, sizeof(error)) != sizeof(error))
			return;
	}
}

int
syncer_start(int (*enter)(void *arg), void *arg)
{
	pid_t pid;
	int end;

	pid = beside_fork(&end);
	if (pid == -1)
		return -1;
	if (pid > 0)
		return end;
	if (enter(arg) == -1)
		_exit(1);
	serve(end);
	_exit(0);
}

/* --- the server's end */

int
syncer_ask(int syncer, int fd)
{
	union control control;
	char byte = 's';
	struct iovec iov = { &byte, sizeof(byte) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
	    .msg_control = control.space,
	    .msg_controllen = sizeof(control.space) };
	ssize_t n;

	memset(&control, 0, sizeof(control));
	control.align.cmsg_level = SOL_SOCKET;
	control.align.cmsg_type = SCM_RIGHTS;
	control.align.cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(&control.align), &fd, sizeof(fd));
	do
		n = sendmsg(syncer, &m, MSG_NOSIGNAL);
	while (n == -1 && errno == EINTR);
	return n == -1 ? -1 : 0;
}

enum syncer_answer
syncer_answer(int syncer, bool wait, int *error)
{
	ssize_t n;

	do
		n = recv(syncer, error, sizeof(*error),
		    wait ? 0 : MSG_DONTWAIT);
	while (n == -1 && errno == EINTR);
	if (n == sizeof(*error))
		return SYNCER_DONE;
	return n == -1 && errno == EAGAIN ? SYNCER_BUSY : SYNCER_GONE;
}

#include <sys/socket.h>

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "common/scan.h"
#include "dhcpd/beside.h"

#define DESCRIPTORS	1024	/* closed in the other process */

static void
forget_the_server(int end)
{
	static const int ignored[] = { SIGINT, SIGHUP, SIGTERM, SIGUSR1,
	    SIGPIPE };
	sigset_t none;
	size_t i;
	int fd;

	for (i = 0; i < nitems(ignored); i++)
		signal(ignored[i], SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (fd = STDERR_FILENO + 1; fd < DESCRIPTORS; fd++)
		if (fd != end)
			close(fd);
}

pid_t
beside_fork(int *end)
{
	int pair[2], error;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
		return -1;
	pid = fork();
	error = errno;
	if (pid == 0)
		forget_the_server(pair[1]);
	else
		close(pair[1]);
	if (pid == -1)
		close(pair[0]);
	errno = error;
	*end = pid == 0 ? pair[1] : pair[0];
	return pid;
}

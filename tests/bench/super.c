/*
 * super: the least super-server, for tests/bench/run where tcpserver is
 * missing.  It forks and execs for each connection, as tcpserver does.
 *
 *	super port program [argument ...]
 */
#include <sys/socket.h>

#include <netinet/in.h>

#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static int
listener(int port)
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	int fd, on = 1;

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	sin.sin_port = htons((uint16_t)port);
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		err(111, "socket");
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    listen(fd, 250) == -1)
		err(111, "port %d", port);
	return fd;
}

static void
serve(int fd, char **argv)
{
	signal(SIGCHLD, SIG_DFL);
	if (dup2(fd, 0) == -1 || dup2(fd, 1) == -1)
		err(111, "dup2");
	close(fd);
	execv(argv[0], argv);
	err(111, "%s", argv[0]);
}

int
main(int argc, char *argv[])
{
	int fd, port, c;

	port = argc < 3 ? 0 : atoi(argv[1]);
	if (port < 1 || port > 65535)
		errx(100, "usage: super port program [argument ...]");
	fd = listener(port);
	signal(SIGCHLD, SIG_IGN);	/* nobody waits: no zombies */
	for (;;) {
		c = accept(fd, NULL, NULL);
		if (c == -1 && errno != EINTR && errno != ECONNABORTED)
			err(111, "accept");
		if (c == -1)
			continue;
		if (fork() == 0)
			serve(c, argv + 2);
		close(c);
	}
}

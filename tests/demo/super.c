/*
 * super: the smallest super-server, for machines that have none.
 *
 *	super -f PORT			prints the first free port from PORT on
 *	super -t PORT			connects, prints the first line that comes
 *	super PORT PROGRAM [ARGS]	serves: a process a connection
 *
 * On 127.0.0.1 only.  The program gets the connection as descriptors 0 and
 * 1, and who it is in TCPREMOTEIP and TCPREMOTEPORT.
 */
#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PORTS_TRIED = 100,
	BACKLOG = 128,
	GREETING_MS = 5000
};

static struct sockaddr_in
loopback(int port)
{
	struct sockaddr_in sin;

	memset(&sin, 0, sizeof(sin));
	sin.sin_family = AF_INET;
	sin.sin_port = htons((uint16_t)port);
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return sin;
}

/* A listening socket, or -1. */
static int
listener(int port)
{
	struct sockaddr_in sin = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
find_free(int port)
{
	int end = port + PORTS_TRIED, fd;

	for (; port < end; port++)
		if ((fd = listener(port)) != -1) {
			close(fd);
			printf("%d\n", port);
			return 0;
		}
	fprintf(stderr, "super: ports %d to %d are all taken\n",
	    end - PORTS_TRIED, end - 1);
	return 1;
}

static int
greeting(int port)
{
	struct sockaddr_in sin = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct pollfd p = { fd, POLLIN, 0 };
	char line[600];
	ssize_t n;

	if (connect(fd, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    poll(&p, 1, GREETING_MS) != 1 ||
	    (n = read(fd, line, sizeof(line) - 1)) <= 0)
		return 1;
	line[n] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	puts(line);
	return 0;
}

static void
run(int fd, const struct sockaddr_in *peer, char **argv)
{
	char port[8];

	snprintf(port, sizeof(port), "%u", (unsigned)ntohs(peer->sin_port));
	setenv("PROTO", "TCP", 1);
	setenv("TCPREMOTEIP", inet_ntoa(peer->sin_addr), 1);
	setenv("TCPREMOTEPORT", port, 1);
	dup2(fd, 0);
	dup2(fd, 1);
	close(fd);
	signal(SIGCHLD, SIG_DFL);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

static int
serve(int port, char **argv)
{
	struct sockaddr_in peer;
	socklen_t len;
	int fd, lfd = listener(port);

	if (lfd == -1) {
		fprintf(stderr, "super: port %d: %s\n", port,
		    strerror(errno));
		return 111;
	}
	signal(SIGCHLD, SIG_IGN);	/* nobody waits for them */
	for (;;) {
		len = sizeof(peer);
		fd = accept(lfd, (struct sockaddr *)&peer, &len);
		if (fd == -1)
			continue;
		if (fork() == 0) {
			close(lfd);
			run(fd, &peer, argv);
		}
		close(fd);
	}
}

int
main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "-f") == 0)
		return find_free(atoi(argv[2]));
	if (argc == 3 && strcmp(argv[1], "-t") == 0)
		return greeting(atoi(argv[2]));
	if (argc > 2 && atoi(argv[1]) > 0)
		return serve(atoi(argv[1]), argv + 2);
	fprintf(stderr, "usage: super -f port | -t port | port program ...\n");
	return 100;
}

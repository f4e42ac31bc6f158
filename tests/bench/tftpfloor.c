/*
 * tftpfloor: what the kernel allows: datagrams between two processes over
 * loopback with no TFTP in them.
 *
 *	tftpfloor lockstep SIZE		a datagram, an answer of 4 bytes
 *	tftpfloor send SIZE		one after the other, sendto(2)
 *	tftpfloor gso SIZE		64 kB at a time, UDP_SEGMENT
 *	tftpfloor files SIZE		a new socket each way for each datagram
 *	tftpfloor bare SIZE N FILE	FILE's bytes, N datagrams (with
 *					UDP_SEGMENT), an answer
 *
 * The first ones send the same bytes again and again, which the processor's
 * cache holds; the last one is what a server of files might reach.
 * Prints bytes per second (of files: datagrams).
 */
#include <sys/socket.h>
#include <sys/wait.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/clock.h"

#ifndef UDP_SEGMENT
#define UDP_SEGMENT	103
#define UDP_GRO		104
#endif
#ifndef SOL_UDP
#define SOL_UDP		17
#endif

#define SECONDS	1.0

static char data[65536];

static int
bound(struct sockaddr_in *a)
{
	int fd = socket(AF_INET, SOCK_DGRAM, 0), room = 8 << 20;
	struct timeval wait = { 0, 200000 };
	socklen_t len = sizeof(*a);

	memset(a, 0, sizeof(*a));
	a->sin_family = AF_INET;
	a->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || bind(fd, (struct sockaddr *)a, sizeof(*a)) == -1 ||
	    getsockname(fd, (struct sockaddr *)a, &len) == -1)
		exit(1);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	return fd;
}

/* Answers each datagram, as a TFTP client does, until it is killed. */
static void
answer(int fd, int anew)
{
	struct sockaddr_in from, a;
	char buf[65536];
	socklen_t len;
	int out;

	for (;;) {
		len = sizeof(from);
		if (recvfrom(fd, buf, sizeof(buf), 0,
		    (struct sockaddr *)&from, &len) <= 0)
			continue;
		out = anew ? bound(&a) : fd;
		sendto(out, buf, 4, 0, (struct sockaddr *)&from, len);
		if (anew)
			close(out);
	}
}

static double
lockstep(size_t size)
{
	struct sockaddr_in a, b;
	int s = bound(&a), c = bound(&b);
	double began, bytes = 0;
	char buf[16];
	pid_t pid = fork();

	if (pid == 0)
		answer(c, 0);
	connect(s, (struct sockaddr *)&b, sizeof(b));
	began = now();
	while (now() < began + SECONDS) {
		send(s, data, size, 0);
		if (recv(s, buf, sizeof(buf), 0) == 4)
			bytes += (double)size;
	}
	began = now() - began;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return bytes / began;
}

static double
files(size_t size)
{
	struct sockaddr_in a, b;
	int c = bound(&b), s;
	double began, n = 0;
	char buf[16];
	pid_t pid = fork();

	if (pid == 0)
		answer(c, 1);
	began = now();
	while (now() < began + SECONDS) {
		s = bound(&a);
		sendto(s, data, size, 0, (struct sockaddr *)&b, sizeof(b));
		n += recv(s, buf, sizeof(buf), 0) == 4;
		close(s);
	}
	began = now() - began;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return n / began;
}

/* TFTP without its headers, options, timers and clients. */
static double
bare(size_t size, size_t n, const char *path)
{
	struct sockaddr_in a, b;
	int s = bound(&a), c = bound(&b), segment = (int)size, on = 1;
	size_t len = size * n < 65507 ? size * n : 65507 / size * size;
	int fd = open(path, O_RDONLY);
	double began, bytes = 0;
	off_t at = 0;
	char buf[16];
	ssize_t have;
	pid_t pid;

	if (fd == -1)
		return 0;
	if (n > 1 && (setsockopt(s, SOL_UDP, UDP_SEGMENT, &segment,
	    sizeof(segment)) == -1 ||
	    setsockopt(c, SOL_UDP, UDP_GRO, &on, sizeof(on)) == -1))
		return 0;
	pid = fork();
	if (pid == 0)
		answer(c, 0);
	connect(s, (struct sockaddr *)&b, sizeof(b));
	began = now();
	while (now() < began + SECONDS) {
		have = pread(fd, data, len, at);
		at = have < (ssize_t)len ? 0 : at + have;
		if (have <= 0 || send(s, data, (size_t)have, 0) == -1)
			continue;
		if (recv(s, buf, sizeof(buf), 0) == 4)
			bytes += (double)have;
	}
	began = now() - began;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return bytes / began;
}

/* What arrives counts, not what was sent. */
static double
stream(size_t size, int gso)
{
	struct sockaddr_in a, b;
	int s = bound(&a), c = bound(&b), on = 1, segment = (int)size;
	size_t burst = gso ? 65507 / size * size : size;
	double began, bytes = 0;
	char buf[65536];
	pid_t pid;
	ssize_t n;

	if (gso && (setsockopt(s, SOL_UDP, UDP_SEGMENT, &segment,
	    sizeof(segment)) == -1 ||
	    setsockopt(c, SOL_UDP, UDP_GRO, &on, sizeof(on)) == -1))
		return 0;
	pid = fork();
	if (pid == 0)
		for (;;)
			sendto(s, data, burst, 0, (struct sockaddr *)&b,
			    sizeof(b));
	began = now();
	while (now() < began + SECONDS) {
		n = recv(c, buf, sizeof(buf), 0);
		bytes += n > 0 ? (double)n : 0;
	}
	began = now() - began;
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return bytes / began;
}

int
main(int argc, char **argv)
{
	size_t size = argc == 3 || argc == 5 ? strtoul(argv[2], NULL, 10) : 0;

	if (size == 0 || size > 65507)
		return 2;
	if (argc == 5)
		printf("%.0f\n", bare(size, strtoul(argv[3], NULL, 10),
		    argv[4]));
	else if (strcmp(argv[1], "lockstep") == 0)
		printf("%.0f\n", lockstep(size));
	else if (strcmp(argv[1], "files") == 0)
		printf("%.0f\n", files(size));
	else
		printf("%.0f\n", stream(size, strcmp(argv[1], "gso") == 0));
	return 0;
}

/*
 * ftpload: an FTP client that only takes the time.
 *
 *	ftpload PORT PID retr NAME SIZE [a]	RETR; a: in TYPE A.  MB/s
 *	ftpload PORT PID stor NAME MIB		STOR of so much.  MB/s
 *	ftpload PORT PID small DIR N		DIR/f0 ... of 4 KiB.  files/s
 *	ftpload PORT PID list VERB DIR LINES	LIST, NLST or MLSD.  ms
 *	ftpload PORT PID eight NAME SIZE	8 sessions at once.  MB/s
 *	ftpload PORT PID greet N		connect to 220, median.  ms
 *	ftpload PORT PID idle			waits, logged in, for its stdin
 *	ftpload 0 0 floor FILE			sendfile(2) to ourselves.  MB/s
 *
 * Prints that figure and the CPU seconds that the server PID and all below
 * it have taken meanwhile (greet: nothing, they are gone; 0: none).  Anything
 * unexpected is an error.
 */
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/clock.h"

#define BUFFER	262144
#define EIGHT	8
#define TREE_DEPTH 6

static char	 buf[BUFFER];
static char	 in[65536];
static size_t	 in_pos, in_len;
static int	 control;
static int	 server;		/* its process */

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "ftpload: %s\n", what);
	exit(1);
}

/* CPU seconds of a process and of all that it has brought about. */
static double
cpu_of(int pid, unsigned depth)
{
	char path[64], list[4096], *p = list;
	unsigned long long ns = 0;
	size_t len = 0;
	double sum;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/schedstat", pid);
	f = fopen(path, "r");
	if (pid == 0 || f == NULL || depth == 0) {
		if (f != NULL)
			fclose(f);
		return 0;
	}
	if (fscanf(f, "%llu", &ns) != 1)
		ns = 0;
	fclose(f);
	sum = (double)ns / 1e9;
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", pid, pid);
	f = fopen(path, "r");
	if (f != NULL) {
		len = fread(list, 1, sizeof(list) - 1, f);
		fclose(f);
	}
	list[len] = '\0';
	while ((pid = (int)strtol(p, &p, 10)) > 0)
		sum += cpu_of(pid, depth - 1);
	return sum;
}

static double
cpu(void)
{
	return cpu_of(server, TREE_DEPTH);
}

static int
dial(uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	a.sin_port = htons(port);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || connect(fd, (struct sockaddr *)&a, sizeof(a)) == -1)
		fail("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return fd;
}

/* One reply, of any number of lines, into line. */
static int
reply(char line[1024])
{
	size_t n = 0;
	ssize_t got;

	for (;;) {
		if (in_pos == in_len) {
			got = read(control, in, sizeof(in));
			if (got <= 0)
				fail("control connection");
			in_pos = 0;
			in_len = (size_t)got;
		}
		if (n < 1023)
			line[n++] = in[in_pos];
		if (in[in_pos++] != '\n')
			continue;
		line[n] = '\0';
		if (n > 3 && line[3] == ' ' && line[0] >= '1' &&
		    line[0] <= '5')
			return atoi(line);
		n = 0;
	}
}

static void
say(const char *text)
{
	size_t len = strlen(text);

	if (write(control, text, len) != (ssize_t)len)
		fail("write");
}

static void
want(const char *text, int code)
{
	char line[1024];

	if (text != NULL)
		say(text);
	if (reply(line) != code) {
		fprintf(stderr, "after %s: %s", text != NULL ? text :
		    "connecting", line);
		fail("unexpected reply");
	}
}

static void
login(uint16_t port)
{
	control = dial(port);
	in_pos = in_len = 0;
	want(NULL, 220);
	want("USER bench\r\n", 331);
	want("PASS secret\r\n", 230);
	want("TYPE I\r\n", 200);
}

static int
pasv(void)
{
	unsigned a, b, c, d, e, f;
	char line[1024], *p;

	say("PASV\r\n");
	if (reply(line) != 227 || (p = strchr(line, '(')) == NULL ||
	    sscanf(p, "(%u,%u,%u,%u,%u,%u)", &a, &b, &c, &d, &e, &f) != 6)
		fail("PASV");
	return dial((uint16_t)(e << 8 | f));
}

/* All of a data connection; how many bytes and, if asked, lines. */
static uint64_t
drain(int fd, uint64_t *lines)
{
	uint64_t total = 0;
	const char *p;
	ssize_t n;

	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0) {
		total += (uint64_t)n;
		for (p = buf; lines != NULL && p < buf + n; p++, ++*lines)
			if ((p = memchr(p, '\n', (size_t)(buf + n - p))) ==
			    NULL)
				break;
	}
	if (n == -1)
		fail("data connection");
	close(fd);
	return total;
}

/* Sends command, takes the data; seconds from the command to 226. */
static double
transfer(const char *command, uint64_t *size, uint64_t *lines)
{
	char line[1024];
	double began;
	int fd = pasv(), code;

	began = now();
	say(command);
	code = reply(line);
	if (code != 150 && code != 125) {
		fputs(line, stderr);
		fail("no 150");
	}
	*size = drain(fd, lines);
	want(NULL, 226);
	return now() - began;
}

static double
retr(const char *name, uint64_t size)
{
	char command[1024];
	uint64_t got;
	double t;

	snprintf(command, sizeof(command), "RETR %s\r\n", name);
	t = transfer(command, &got, NULL);
	if (got != size)
		fail("RETR: not all of it");
	return t;
}

static double
stor(const char *name, uint64_t mib)
{
	char command[1024], line[1024];
	uint64_t left = mib << 20;
	double began;
	ssize_t n;
	int fd = pasv();

	memset(buf, 'x', sizeof(buf));
	snprintf(command, sizeof(command), "STOR %s\r\n", name);
	began = now();
	say(command);
	if (reply(line) != 150)
		fail("STOR");
	for (; left > 0; left -= (uint64_t)n) {
		n = write(fd, buf, left < BUFFER ? left : BUFFER);
		if (n <= 0)
			fail("write of data");
	}
	close(fd);
	want(NULL, 226);
	return now() - began;
}

/* Files a second. */
static double
small(const char *dir, unsigned n)
{
	char name[512];
	double began = now();
	unsigned i;

	for (i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%s/f%u", dir, i);
		retr(name, 4096);
	}
	return n / (now() - began);
}

/* Milliseconds. */
static double
list(const char *verb, const char *dir, uint64_t want_lines)
{
	char command[512];
	uint64_t size, lines = 0;
	double t;

	snprintf(command, sizeof(command), "%s %s\r\n", verb, dir);
	t = transfer(command, &size, &lines);
	/* "total", "." and ".." may be there. */
	if (lines < want_lines || lines > want_lines + 3)
		fail("not so many lines");
	return t * 1e3;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double
greet(uint16_t port, unsigned n)
{
	double *t = calloc(n, sizeof(*t)), began, median;
	unsigned i;

	if (t == NULL || n == 0)
		fail("greet");
	for (i = 0; i < n; i++) {
		began = now();
		control = dial(port);
		in_pos = in_len = 0;
		want(NULL, 220);
		t[i] = now() - began;
		want("QUIT\r\n", 221);
		close(control);
	}
	qsort(t, n, sizeof(*t), compare);
	median = t[n / 2];
	free(t);
	return median * 1e3;
}

/* Stays until the CPU time of its session has been read. */
static _Noreturn void
one_of_eight(uint16_t port, const char *name, uint64_t size,
    const int tell[2], const int hear[2])
{
	char c;

	close(tell[0]);
	close(hear[1]);
	login(port);
	(void)!write(tell[1], "r", 1);
	(void)!read(hear[0], &c, 1);
	retr(name, size);
	(void)!write(tell[1], "d", 1);
	(void)!read(hear[0], &c, 1);
	_exit(0);
}

static void
hear_eight(int fd)
{
	char c;
	int i;

	for (i = 0; i < EIGHT; i++)
		if (read(fd, &c, 1) != 1)
			fail("one of the eight");
}

static double
eight(uint16_t port, const char *name, uint64_t size, double *used)
{
	int tell[2], hear[2], i;
	double began;

	if (pipe(tell) == -1 || pipe(hear) == -1)
		fail("pipe");
	for (i = 0; i < EIGHT; i++)
		if (fork() == 0)
			one_of_eight(port, name, size, tell, hear);
	close(tell[1]);
	hear_eight(tell[0]);
	*used = cpu();
	began = now();
	(void)!write(hear[1], "gggggggg", EIGHT);
	hear_eight(tell[0]);
	began = now() - began;
	*used = cpu() - *used;
	close(hear[1]);
	while (wait(NULL) > 0)
		;
	return (double)size * EIGHT / 1e6 / began;
}

/* What the kernel allows: one process sends, another takes. */
static double
send_floor(const char *path, double *used)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = open(path, O_RDONLY), l = socket(AF_INET, SOCK_STREAM, 0), c;
	socklen_t len = sizeof(a);
	struct rusage ru;
	struct stat st;
	double began;

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd == -1 || fstat(fd, &st) == -1 || bind(l,
	    (struct sockaddr *)&a, sizeof(a)) == -1 || listen(l, 1) == -1 ||
	    getsockname(l, (struct sockaddr *)&a, &len) == -1)
		fail(path);
	if (fork() == 0) {
		c = accept(l, NULL, NULL);
		while (sendfile(c, fd, NULL, (size_t)st.st_size) > 0)
			;
		_exit(0);
	}
	c = dial(ntohs(a.sin_port));
	began = now();
	if (drain(c, NULL) != (uint64_t)st.st_size)
		fail("floor: not all of it");
	began = now() - began;
	wait(NULL);
	getrusage(RUSAGE_CHILDREN, &ru);
	*used = (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
	    (double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
	return (double)st.st_size / 1e6 / began;
}

/* What happens in one session. */
static double
session(uint16_t port, int argc, char **argv, double *used)
{
	const char *what = argv[0];
	uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	double figure = 0;

	login(port);
	if (argc > 3 && strcmp(argv[3], "a") == 0)
		want("TYPE A\r\n", 200);
	*used = cpu();
	if (strcmp(what, "retr") == 0 && argc >= 3) {
		figure = (double)n / 1e6 / retr(argv[1], n);
	} else if (strcmp(what, "stor") == 0 && argc == 3) {
		figure = (double)(n << 20) / 1e6 / stor(argv[1], n);
	} else if (strcmp(what, "small") == 0 && argc == 3) {
		figure = small(argv[1], (unsigned)n);
	} else if (strcmp(what, "list") == 0 && argc == 4) {
		figure = list(argv[1], argv[2], strtoull(argv[3], NULL, 10));
	} else if (strcmp(what, "idle") == 0) {
		want("PWD\r\n", 257);
		puts("ready");
		fflush(stdout);
		(void)!read(STDIN_FILENO, buf, 1);
	} else {
		fail("usage");
	}
	*used = cpu() - *used;
	want("QUIT\r\n", 221);
	return figure;
}

int
main(int argc, char **argv)
{
	double figure, used = 0;
	const char *what;
	uint16_t port;

	if (argc < 4)
		fail("usage");
	port = (uint16_t)atoi(argv[1]);
	server = atoi(argv[2]);
	what = argv[3];
	if (strcmp(what, "greet") == 0 && argc == 5)
		figure = greet(port, (unsigned)atoi(argv[4]));
	else if (strcmp(what, "eight") == 0 && argc == 6)
		figure = eight(port, argv[4], strtoull(argv[5], NULL, 10),
		    &used);
	else if (strcmp(what, "floor") == 0 && argc == 5)
		figure = send_floor(argv[4], &used);
	else
		figure = session(port, argc - 3, argv + 3, &used);
	printf("%.4f %.6f\n", figure, used);
	return 0;
}

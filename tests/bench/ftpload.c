/*
 * ftpload: an FTP client that only takes the time.
 *
 *	ftpload PORT retr NAME SIZE [a]	RETR; a: TYPE A.  megabytes a second
 *	ftpload PORT stor NAME MIB	STOR of so much
 *	ftpload PORT small DIR N	DIR/f0 ... of 4 KiB, a PASV each
 *	ftpload PORT list VERB DIR LINES	LIST, NLST or MLSD; ms
 *	ftpload PORT greet N		connect to 220; median microseconds
 *	ftpload PORT eight NAME SIZE	8 sessions at once, megabytes a second
 *	ftpload PORT idle		logs in, says PWD, waits for its stdin
 *
 * Prints one figure; anything unexpected is an error.
 */
#include <sys/socket.h>
#include <sys/wait.h>

#include <arpa/inet.h>
#include <netinet/tcp.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BUFFER	262144
#define EIGHT	8

static char	 buf[BUFFER];
static char	 in[65536];
static size_t	 in_pos, in_len;
static int	 control;

static _Noreturn void
fail(const char *what)
{
	fprintf(stderr, "ftpload: %s\n", what);
	exit(1);
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
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
	ssize_t n, i;

	while ((n = recv(fd, buf, sizeof(buf), 0)) > 0) {
		total += (uint64_t)n;
		for (i = 0; lines != NULL && i < n; i++)
			*lines += buf[i] == '\n';
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

static void
small(const char *dir, unsigned n)
{
	char name[512];
	double began = now();
	unsigned i;

	for (i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "%s/f%u", dir, i);
		retr(name, 4096);
	}
	printf("%.0f\n", n / (now() - began));
}

static void
list(const char *verb, const char *dir, uint64_t want_lines)
{
	char command[512];
	uint64_t size, lines = 0;
	double t;

	snprintf(command, sizeof(command), "%s %s\r\n", verb, dir);
	t = transfer(command, &size, &lines);
	if (lines < want_lines || lines > want_lines + 3)
		fail("not so many lines");
	printf("%.2f\n", t * 1e3);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void
greet(uint16_t port, unsigned n)
{
	double *t = calloc(n, sizeof(*t)), began;
	unsigned i;

	for (i = 0; t != NULL && i < n; i++) {
		began = now();
		control = dial(port);
		in_pos = in_len = 0;
		want(NULL, 220);
		t[i] = now() - began;
		want("QUIT\r\n", 221);
		close(control);
	}
	qsort(t, n, sizeof(*t), compare);
	printf("%.0f\n", t[n / 2] * 1e6);
	free(t);
}

static void
eight(uint16_t port, const char *name, uint64_t size)
{
	int ready[2], go[2], i, status;
	double began;
	char c;

	if (pipe(ready) == -1 || pipe(go) == -1)
		fail("pipe");
	for (i = 0; i < EIGHT; i++)
		if (fork() == 0) {
			login(port);
			(void)!write(ready[1], "r", 1);
			(void)!read(go[0], &c, 1);
			retr(name, size);
			_exit(0);
		}
	for (i = 0; i < EIGHT; i++)
		(void)!read(ready[0], &c, 1);
	began = now();
	(void)!write(go[1], "gggggggg", EIGHT);
	for (i = 0; i < EIGHT; i++)
		if (wait(&status) == -1 || status != 0)
			fail("one of the eight");
	printf("%.0f\n", (double)size * EIGHT / 1e6 / (now() - began));
}

int
main(int argc, char **argv)
{
	uint16_t port = argc > 1 ? (uint16_t)atoi(argv[1]) : 0;
	const char *what = argc > 2 ? argv[2] : "";
	uint64_t n = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;

	if (strcmp(what, "greet") == 0 && argc == 4) {
		greet(port, (unsigned)atoi(argv[3]));
		return 0;
	}
	if (strcmp(what, "eight") == 0 && argc == 5) {
		eight(port, argv[3], n);
		return 0;
	}
	login(port);
	if (strcmp(what, "retr") == 0 && argc >= 5) {
		if (argc > 5)
			want("TYPE A\r\n", 200);
		printf("%.0f\n", (double)n / 1e6 / retr(argv[3], n));
	} else if (strcmp(what, "stor") == 0 && argc == 5) {
		printf("%.0f\n", (double)(n << 20) / 1e6 / stor(argv[3], n));
	} else if (strcmp(what, "small") == 0 && argc == 5) {
		small(argv[3], (unsigned)n);
	} else if (strcmp(what, "list") == 0 && argc == 6) {
		list(argv[3], argv[4], strtoull(argv[5], NULL, 10));
	} else if (strcmp(what, "idle") == 0) {
		want("PWD\r\n", 257);
		puts("ready");
		fflush(stdout);
		(void)!read(STDIN_FILENO, buf, 1);
	} else {
		fail("usage");
	}
	want("QUIT\r\n", 221);
	return 0;
}

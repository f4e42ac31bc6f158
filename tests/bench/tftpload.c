/*
 * tftpload: many TFTP clients in one process.
 *
 *	tftpload -p port [-n clients] [-f files] [-b blksize] [-w window]
 *	    [-c file] [-g] -s size name
 *
 * Downloads name, which has size bytes, files times (default: as often as
 * there are clients), n at a time; each from a port of its own.  -c: what
 * it must be, byte for byte.  -g: with UDP_GRO.  Prints one line:
 *
 *	seconds= bytes= files= failed= retries= fastest= median= slowest= why=
 *
 * The times of single downloads are in seconds.
 */
#include <sys/epoll.h>
#include <sys/mman.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/tftpclient.h"

#define EVENTS	256

struct run {
	struct load	 load;
	unsigned	 clients, files, started, done, failed;
	uint64_t	 bytes;
	unsigned long	 retries;
	double		*times;		/* of the downloads that are done */
	const char	*why;
};

static void
finish(struct run *r, struct client *c, enum client_end end)
{
	r->bytes += c->bytes;
	r->retries += c->retries;
	if (end == CLIENT_DONE)
		r->times[r->done++] = client_clock() - c->began;
	else {
		r->failed++;
		r->why = c->why;
	}
	client_close(c);
}

/* One client needs no epoll: it is measured with the fewest calls. */
static void
run_one(struct run *r)
{
	enum client_end end;
	struct client c;
	uint64_t before;

	for (; r->started < r->files; r->started++) {
		if (client_start(&c, &r->load) == -1) {
			perror("tftpload");
			exit(1);
		}
		do {
			before = c.expected + c.connected;
			end = client_read(&c, true);
			if (end == CLIENT_GOING && errno == EAGAIN &&
			    before == c.expected + c.connected)
				end = client_silence(&c);
			errno = 0;
		} while (end == CLIENT_GOING);
		finish(r, &c, end);
	}
}

static bool
begin(struct run *r, int poller, struct client *c)
{
	struct epoll_event e = { .events = EPOLLIN, .data = { .ptr = c } };

	c->fd = -1;
	if (r->started == r->files)
		return false;
	r->started++;
	if (client_start(c, &r->load) == -1 ||
	    epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &e) == -1) {
		perror("tftpload");
		exit(1);
	}
	return true;
}

static void
end_of(struct run *r, int poller, struct client *c, enum client_end end)
{
	if (end == CLIENT_GOING)
		return;
	finish(r, c, end);
	(void)begin(r, poller, c);
}

static void
run_many(struct run *r)
{
	struct client *clients = calloc(r->clients, sizeof(*clients));
	int poller = epoll_create1(EPOLL_CLOEXEC), i, n;
	struct epoll_event events[EVENTS];
	double now, looked = client_clock();
	struct client *c;

	if (clients == NULL || poller == -1)
		exit(1);
	for (c = clients; c < clients + r->clients; c++)
		(void)begin(r, poller, c);
	while (r->done + r->failed < r->files) {
		n = epoll_wait(poller, events, EVENTS, 100);
		for (i = 0; i < n; i++) {
			c = events[i].data.ptr;
			end_of(r, poller, c, client_read(c, false));
		}
		now = client_clock();
		if (now < looked + 0.1)
			continue;
		looked = now;
		for (c = clients; c < clients + r->clients; c++)
			if (c->fd != -1 && now > c->heard + CLIENT_WAIT)
				end_of(r, poller, c, client_silence(c));
	}
	free(clients);
	close(poller);
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void
report(struct run *r, double seconds)
{
	unsigned n = r->done;

	qsort(r->times, n, sizeof(*r->times), compare);
	printf("seconds=%.6f bytes=%llu files=%u failed=%u retries=%lu "
	    "fastest=%.6f median=%.6f slowest=%.6f why=%s\n", seconds,
	    (unsigned long long)r->bytes, n, r->failed, r->retries,
	    n == 0 ? 0 : r->times[0], n == 0 ? 0 : r->times[n / 2],
	    n == 0 ? 0 : r->times[n - 1], r->why == NULL ? "-" : r->why);
}

static const uint8_t *
contents(const char *path, uint64_t size)
{
	int fd = open(path, O_RDONLY);
	void *p = fd == -1 ? MAP_FAILED :
	    mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);

	if (p == MAP_FAILED) {
		perror(path);
		exit(1);
	}
	close(fd);
	return p;
}

int
main(int argc, char **argv)
{
	struct run r = { .clients = 1,
	    .load = { .blksize = 512, .window = 1 } };
	const char *file = NULL;
	double began;
	int c;

	r.load.server.sin_family = AF_INET;
	r.load.server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	while ((c = getopt(argc, argv, "p:n:f:b:w:c:gs:")) != -1)
		switch (c) {
		case 'p': r.load.server.sin_port =
			htons((uint16_t)atoi(optarg)); break;
		case 'n': r.clients = (unsigned)atoi(optarg); break;
		case 'f': r.files = (unsigned)atoi(optarg); break;
		case 'b': r.load.blksize = (unsigned)atoi(optarg); break;
		case 'w': r.load.window = (unsigned)atoi(optarg); break;
		case 'c': file = optarg; break;
		case 'g': r.load.gro = true; break;
		case 's': r.load.size = strtoull(optarg, NULL, 10); break;
		default: return 2;
		}
	if (optind != argc - 1 || r.clients == 0)
		return 2;
	r.load.name = argv[optind];
	if (r.files == 0)
		r.files = r.clients;
	r.times = calloc(r.files, sizeof(*r.times));
	if (r.times == NULL)
		return 1;
	if (file != NULL && r.load.size > 0)
		r.load.data = contents(file, r.load.size);
	began = client_clock();
	if (r.clients == 1)
		run_one(&r);
	else
		run_many(&r);
	report(&r, client_clock() - began);
	return r.failed != 0;
}

/* The load generator's event loop; see engine.h. */
#include <sys/epoll.h>
#include <sys/socket.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/engine.h"

struct client	 clients[CLIENTS_MAX];
int		 nclients;

static int			 epoll_fd;
static struct sockaddr_in	 server;

void
fail(const struct client *c, const char *fmt, ...)
{
	va_list ap;

	if (c != NULL)
		fprintf(stderr, "load: client %d, step %d: ", c->id, c->step);
	else
		fprintf(stderr, "load: ");
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

void
engine_init(int n, int port, int seconds)
{
	int i;

	alarm((unsigned)seconds);
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (epoll_fd == -1)
		fail(NULL, "epoll: %s", strerror(errno));
	server.sin_family = AF_INET;
	server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server.sin_port = htons((uint16_t)port);
	nclients = n;
	for (i = 0; i < n; i++) {
		clients[i].id = i;
		clients[i].fd = -1;
		clients[i].in = malloc(IN_SIZE);
		if (clients[i].in == NULL)
			fail(NULL, "out of memory");
	}
}

static void
watch(struct client *c, int op, uint32_t events)
{
	struct epoll_event ev;

	memset(&ev, 0, sizeof(ev));
	ev.events = events;
	ev.data.ptr = c;
	if (epoll_ctl(epoll_fd, op, c->fd, &ev) == -1)
		fail(c, "epoll_ctl: %s", strerror(errno));
}

/*
 * A listener whose queue is full lets connect(2) wait for a second; the
 * other clients must not wait with it.
 */
void
client_connect(struct client *c)
{
	int on = 1;

	c->started = now();
	c->inlen = 0;
	c->nout = 0;
	c->blocked = false;
	c->body = false;
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (c->fd == -1)
		fail(c, "socket: %s", strerror(errno));
	if (connect(c->fd, (struct sockaddr *)&server, sizeof(server)) == -1 &&
	    errno != EINPROGRESS)
		fail(c, "connect: %s", strerror(errno));
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	watch(c, EPOLL_CTL_ADD, EPOLLIN);
}

void
client_close(struct client *c)
{
	close(c->fd);		/* which also takes it out of epoll */
	c->fd = -1;
}

void
client_queue(struct client *c, const void *data, size_t len)
{
	union { const void *in; void *out; } p = { .in = data };

	if (c->nout == OUT_MAX)
		fail(c, "too much queued");
	c->out[c->nout].iov_base = p.out;
	c->out[c->nout++].iov_len = len;
}

/* Forgets the first n queued bytes. */
static void
sent(struct client *c, size_t n)
{
	int i = 0;

	while (i < c->nout && n >= c->out[i].iov_len)
		n -= c->out[i++].iov_len;
	c->nout -= i;
	memmove(c->out, c->out + i, (size_t)c->nout * sizeof(c->out[0]));
	if (c->nout > 0) {
		c->out[0].iov_base = (char *)c->out[0].iov_base + n;
		c->out[0].iov_len -= n;
	}
}

void
client_send(struct client *c)
{
	struct msghdr m;
	ssize_t n;

	while (c->nout > 0) {
		memset(&m, 0, sizeof(m));
		m.msg_iov = c->out;
		m.msg_iovlen = (size_t)c->nout;
		n = sendmsg(c->fd, &m, MSG_NOSIGNAL);
		if (n == -1 && errno == EAGAIN)
			break;
		if (n == -1)
			fail(c, "send: %s", strerror(errno));
		sent(c, (size_t)n);
	}
	if (c->blocked != (c->nout > 0)) {
		c->blocked = c->nout > 0;
		watch(c, EPOLL_CTL_MOD,
		    c->blocked ? EPOLLIN | EPOLLOUT : EPOLLIN);
	}
}

/* Hands out whole lines; a script may close the client in between. */
static void
lines(const struct script *script, struct client *c)
{
	char *p = c->in, *end = c->in + c->inlen, *lf;
	size_t len;

	while (c->fd != -1 &&
	    (lf = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		len = (size_t)(lf - p) + 1;
		if (len >= 2 && lf[-1] == '\r')
			lf[-1] = '\0';
		else
			fail(c, "a line without CRLF");
		script->line(c, p, len);
		p += len;
	}
	c->inlen = (size_t)(end - p);
	if (c->inlen == IN_SIZE)
		fail(c, "a line without end");
	memmove(c->in, p, c->inlen);
}

static void
readable(const struct script *script, struct client *c)
{
	ssize_t n = read(c->fd, c->in + c->inlen, IN_SIZE - c->inlen);

	if (n == -1 && errno == EAGAIN)
		return;
	if (n == -1)
		fail(c, "read: %s", strerror(errno));
	if (n == 0) {
		client_close(c);
		script->closed(c);
		return;
	}
	c->inlen += (size_t)n;
	lines(script, c);
}

static bool
any_busy(void)
{
	int i;

	for (i = 0; i < nclients; i++)
		if (clients[i].busy)
			return true;
	return false;
}

void
engine_run(const struct script *script)
{
	struct epoll_event ev[CLIENTS_MAX];
	struct client *c;
	int i, n;

	while (any_busy()) {
		n = epoll_wait(epoll_fd, ev, CLIENTS_MAX, -1);
		if (n == -1 && errno != EINTR)
			fail(NULL, "epoll_wait: %s", strerror(errno));
		for (i = 0; i < n; i++) {
			c = ev[i].data.ptr;
			if (c->fd != -1 && (ev[i].events & EPOLLOUT))
				client_send(c);
			if (c->fd != -1 &&
			    (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
				readable(script, c);
		}
	}
}

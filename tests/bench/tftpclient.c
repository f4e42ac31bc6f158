#include <sys/socket.h>
#include <sys/time.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/tftpclient.h"

#ifndef UDP_GRO
#define UDP_GRO		104
#endif
#ifndef SOL_UDP
#define SOL_UDP		17
#endif

#define BATCH		32		/* datagrams of one recvmmsg(2) */
#define DATAGRAM	65536

enum { RRQ = 1, DATA = 3, ACK, ERROR, OACK };

static uint8_t buffers[BATCH][DATAGRAM];

double
client_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static enum client_end
failed(struct client *c, const char *why)
{
	c->why = why;
	return CLIENT_FAILED;
}

static void
send_ack(struct client *c)
{
	uint16_t block = (uint16_t)(c->expected - 1);
	uint8_t p[4] = { 0, ACK, (uint8_t)(block >> 8), (uint8_t)block };

	if (send(c->fd, p, sizeof(p), 0) == -1)
		c->retries++;
	c->since = 0;
}

static int
send_request(struct client *c)
{
	const struct load *l = c->load;
	char p[600];
	int n;

	p[0] = 0;
	p[1] = RRQ;
	n = 2 + snprintf(p + 2, 500, "%s%coctet%c", l->name, 0, 0);
	if (l->blksize != 512)
		n += snprintf(p + n, 40, "blksize%c%u%c", 0, l->blksize, 0);
	if (l->window != 1)
		n += snprintf(p + n, 40, "windowsize%c%u%c", 0, l->window, 0);
	return (int)sendto(c->fd, p, (size_t)n, 0,
	    (const struct sockaddr *)&l->server, sizeof(l->server));
}

int
client_start(struct client *c, const struct load *l)
{
	struct timeval wait = { (time_t)CLIENT_WAIT, 0 };
	int on = 1, room = 4 << 20;

	memset(c, 0, sizeof(*c));
	c->load = l;
	c->blksize = 512;
	c->window = 1;
	c->expected = 1;
	c->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (c->fd == -1)
		return -1;
	(void)setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	(void)setsockopt(c->fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	if (l->gro)
		(void)setsockopt(c->fd, SOL_UDP, UDP_GRO, &on, sizeof(on));
	c->began = c->heard = client_clock();
	return send_request(c) == -1 ? -1 : 0;
}

void
client_close(struct client *c)
{
	if (c->fd != -1)
		close(c->fd);
	c->fd = -1;
}

static enum client_end
take_options(struct client *c, const char *p, const char *end)
{
	const char *name, *value;

	while (p < end) {
		name = p;
		value = name + strnlen(name, (size_t)(end - name)) + 1;
		if (value >= end)
			return failed(c, "bad OACK");
		p = value + strnlen(value, (size_t)(end - value)) + 1;
		if (strcmp(name, "blksize") == 0)
			c->blksize = (unsigned)atoi(value);
		else if (strcmp(name, "windowsize") == 0)
			c->window = (unsigned)atoi(value);
	}
	send_ack(c);
	return CLIENT_GOING;
}

static enum client_end
take_data(struct client *c, const uint8_t *p, size_t len)
{
	uint16_t number = (uint16_t)(p[2] << 8 | p[3]);
	const struct load *l = c->load;

	len -= 4;
	if (number != (uint16_t)c->expected) {
		/* Once a window: where we are. */
		if (c->since != 0 || (uint16_t)(c->expected - number) > 32768) {
			c->retries++;
			send_ack(c);
		}
		return CLIENT_GOING;
	}
	if (len > c->blksize || c->bytes + len > l->size)
		return failed(c, "too many bytes");
	if (l->data != NULL && memcmp(l->data + c->bytes, p + 4, len) != 0)
		return failed(c, "wrong bytes");
	c->bytes += len;
	c->expected++;
	if (len < c->blksize || ++c->since >= c->window)
		send_ack(c);
	if (len == c->blksize)
		return CLIENT_GOING;
	return c->bytes == l->size ? CLIENT_DONE :
	    failed(c, "too few bytes");
}

static enum client_end
take(struct client *c, const uint8_t *p, size_t len)
{
	c->packets++;
	if (len < 4 || p[0] != 0)
		return failed(c, "bad packet");
	switch (p[1]) {
	case DATA:
		return take_data(c, p, len);
	case OACK:
		return c->expected > 1 ? CLIENT_GOING :
		    take_options(c, (const char *)p + 2,
		    (const char *)p + len);
	case ERROR:
		return failed(c, "ERROR");
	default:
		return failed(c, "bad opcode");
	}
}

static enum client_end
failed_read(struct client *c)
{
	return errno == EAGAIN || errno == EINTR ? CLIENT_GOING :
	    failed(c, strerror(errno));
}

/* With GRO several datagrams come as one. */
static enum client_end
take_all(struct client *c, const struct msghdr *m, const uint8_t *p,
    size_t len)
{
	enum client_end end = CLIENT_GOING;
	struct cmsghdr *h = CMSG_FIRSTHDR(m);
	size_t n, size = len;
	int segment;

	if (h != NULL && h->cmsg_level == SOL_UDP &&
	    h->cmsg_type == UDP_GRO) {
		memcpy(&segment, CMSG_DATA(h), sizeof(segment));
		size = (size_t)segment;
	}
	for (; len > 0 && end == CLIENT_GOING; p += n, len -= n) {
		n = len < size ? len : size;
		end = take(c, p, n);
	}
	return end;
}

/* The first answer says where all others come from. */
static int
connect_back(struct client *c, const struct sockaddr_in *from)
{
	c->connected = true;
	return connect(c->fd, (const struct sockaddr *)from, sizeof(*from));
}

/*
 * One datagram with the fewest calls and the least work: what a client takes
 * of a processor that it shares with the server is in each figure.
 */
static enum client_end
read_one(struct client *c, int flags)
{
	static char control[64];
	static struct iovec iov = { buffers[0], DATAGRAM };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	ssize_t n;

	if (c->load->gro) {
		m.msg_control = control;
		m.msg_controllen = sizeof(control);
		n = recvmsg(c->fd, &m, flags);
	} else {
		n = recv(c->fd, buffers[0], DATAGRAM, flags);
	}
	return n < 0 ? failed_read(c) : take_all(c, &m, buffers[0], (size_t)n);
}

/* All that have come, up to BATCH. */
static enum client_end
read_some(struct client *c, int flags)
{
	static struct mmsghdr m[BATCH];
	static struct iovec iov[BATCH];
	enum client_end end = CLIENT_GOING;
	int i, n;

	for (i = 0; i < BATCH; i++) {
		iov[i].iov_base = buffers[i];
		iov[i].iov_len = DATAGRAM;
		m[i].msg_hdr.msg_iov = &iov[i];
		m[i].msg_hdr.msg_iovlen = 1;
	}
	n = recvmmsg(c->fd, m, BATCH, flags, NULL);
	if (n <= 0)
		return failed_read(c);
	for (i = 0; i < n && end == CLIENT_GOING; i++)
		end = take_all(c, &m[i].msg_hdr, buffers[i], m[i].msg_len);
	return end;
}

static enum client_end
read_first(struct client *c, int flags)
{
	struct sockaddr_in from;
	socklen_t len = sizeof(from);
	ssize_t n;

	n = recvfrom(c->fd, buffers[0], DATAGRAM, flags,
	    (struct sockaddr *)&from, &len);
	if (n < 0)
		return failed_read(c);
	if (connect_back(c, &from) == -1)
		return failed(c, strerror(errno));
	return take(c, buffers[0], (size_t)n);
}

enum client_end
client_read(struct client *c, bool wait)
{
	int flags = wait ? 0 : MSG_DONTWAIT;
	unsigned before = c->packets;
	enum client_end end;

	if (!c->connected)
		end = read_first(c, flags);
	else if (c->window > 1 && !c->load->gro)
		end = read_some(c, wait ? MSG_WAITFORONE : flags);
	else
		end = read_one(c, flags);
	if (c->packets == before)
		return end;
	c->heard = wait ? c->heard : client_clock();
	c->silent = 0;
	return end;
}

enum client_end
client_silence(struct client *c)
{
	if (++c->silent > CLIENT_TRIES)
		return failed(c, "silence");
	c->retries++;
	c->heard = client_clock();
	if (c->connected)
		send_ack(c);
	else if (send_request(c) == -1)
		return failed(c, strerror(errno));
	return CLIENT_GOING;
}

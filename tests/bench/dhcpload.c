/*
 * dhcpload: many DHCP clients behind one relay, for tests/bench/dhcp.
 *
 *	dhcpload [-k dora|renew] [-n clients] [-w outstanding] [-r rate]
 *	    [-t seconds] [-1] server giaddr
 *
 * Without -r a new exchange begins when one ends, -w at a time; with it, so
 * many begin in a second.  renew gets its leases first, uncounted.  -1: each
 * client once, and then the end.  What is not answered within a second is
 * lost.  Prints NAME=VALUE words; times are milliseconds.
 */
#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE	1000000		/* microseconds */
#define CLIENTS_MAX	(1u << 21)
#define SAMPLES		4000000

enum state { IDLE, DISCOVERING, REQUESTING };
enum { DISCOVER = 1, OFFER, REQUEST, DECLINE, ACK, NAK };

struct client {
	uint32_t addr, xid;
	int64_t	 begun;
	uint32_t place;		/* in busy[] */
	uint8_t	 state;
};

static struct client *clients;
static uint32_t *busy, nbusy, nclients = 1000, next_client, generation;
static uint32_t server_addr, relay_addr;
static int sock, outstanding = 64, rate, seconds = 5;
static bool renewing, once;
static uint64_t done, lost, begun, naks;
static uint32_t *samples;
static struct sockaddr_in to;

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static uint8_t *
put(uint8_t *p, const void *data, size_t len)
{
	memcpy(p, data, len);
	return p + len;
}

static uint8_t *
option(uint8_t *p, uint8_t code, const void *data, uint8_t len)
{
	*p++ = code;
	*p++ = len;
	return put(p, data, len);
}

static void
transmit(uint32_t i, uint8_t type, bool selecting)
{
	static const uint8_t list[] = { 1, 3, 6, 15, 51 };
	const struct client *c = &clients[i];
	uint8_t m[300] = { 1, 1, 6, 1 }, *p = m + 240;
	uint32_t xid = htonl(c->xid), addr = htonl(c->addr);
	const uint32_t relay = htonl(relay_addr), id = htonl(server_addr);
	const uint8_t mac[6] = { 2, 0, (uint8_t)(i >> 24),
	    (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i };

	put(m + 4, &xid, 4);
	if (type == REQUEST && !selecting)
		put(m + 12, &addr, 4);
	put(m + 24, &relay, 4);
	put(m + 28, mac, 6);
	put(m + 236, "\x63\x82\x53\x63", 4);
	p = option(p, 53, &type, 1);
	if (type == REQUEST && selecting) {
		p = option(p, 54, &id, 4);
		p = option(p, 50, &addr, 4);
	}
	p = option(p, 55, list, sizeof(list));
	*p = 255;
	while (sendto(sock, m, sizeof(m), 0, (struct sockaddr *)&to,
	    sizeof(to)) == -1 && (errno == ENOBUFS || errno == EAGAIN))
		poll(NULL, 0, 1);
}

static bool
begin(bool renew)
{
	uint32_t tries, i = next_client;
	struct client *c;

	for (tries = 0; tries < nclients; tries++) {
		i = next_client++;
		if (once && next_client > nclients)
			return false;
		if (next_client >= nclients && !once)
			next_client = 0;
		if (clients[i].state == IDLE)
			break;
	}
	c = &clients[i];
	if (c->state != IDLE || (renew && c->addr == 0))
		return false;
	c->begun = now();
	c->xid = i | ++generation << 21;
	c->state = renew ? REQUESTING : DISCOVERING;
	c->place = nbusy;
	busy[nbusy++] = i;
	begun++;
	transmit(i, renew ? REQUEST : DISCOVER, false);
	return true;
}

static void
end(uint32_t i)
{
	struct client *c = &clients[i];

	c->state = IDLE;
	busy[c->place] = busy[--nbusy];
	clients[busy[c->place]].place = c->place;
}

static void
take(const uint8_t *m, size_t len)
{
	uint32_t xid, addr, i;
	const uint8_t *p, *stop = m + len;
	struct client *c;
	uint8_t type = 0;

	if (len < 240)
		return;
	memcpy(&xid, m + 4, 4);
	memcpy(&addr, m + 16, 4);
	xid = ntohl(xid);
	i = xid & (CLIENTS_MAX - 1);
	if (i >= nclients || clients[i].xid != xid)
		return;
	c = &clients[i];
	for (p = m + 240; p + 2 < stop && *p != 255; p += 2 + p[1])
		if (*p == 53)
			type = p[2];
	if (c->state == DISCOVERING && type == OFFER) {
		c->addr = ntohl(addr);
		c->state = REQUESTING;
		transmit(i, REQUEST, true);
	} else if (c->state == REQUESTING && type == ACK) {
		if (done < SAMPLES)
			samples[done] = (uint32_t)(now() - c->begun);
		done++;
		end(i);
	} else if (c->state == REQUESTING && type == NAK) {
		naks++;
		end(i);
	}
}

/* Waits, microseconds: a generator that spins takes the disk's processor. */
static void
receive(int64_t wait)
{
	static uint8_t data[64][1500];
	static struct mmsghdr h[64];
	static struct iovec v[64];
	struct pollfd f = { sock, POLLIN, 0 };
	const struct timespec t = { wait / 1000000, wait % 1000000 * 1000 };
	int i, n;

	if (ppoll(&f, 1, &t, NULL) <= 0)
		return;
	for (i = 0; i < 64; i++) {
		v[i].iov_base = data[i];
		v[i].iov_len = sizeof(data[i]);
		h[i].msg_hdr.msg_iov = &v[i];
		h[i].msg_hdr.msg_iovlen = 1;
	}
	n = recvmmsg(sock, h, 64, MSG_DONTWAIT, NULL);
	for (i = 0; i < n; i++)
		take(data[i], h[i].msg_len);
}

static void
give_up_old(int64_t at)
{
	uint32_t k;

	for (k = 0; k < nbusy;)
		if (at - clients[busy[k]].begun > PATIENCE) {
			lost++;
			end(busy[k]);
		} else
			k++;
}

/* Until the time is over, or with -1 until all had their turn. */
static double
run(bool renew, bool whole)
{
	int64_t start = now(), stop = start + (int64_t)seconds * 1000000;
	int64_t at = start, swept = start, left;
	bool more = true;

	done = lost = begun = naks = 0;
	next_client = 0;
	while ((whole ? more : at < stop) || nbusy > 0) {
		if (!whole && at >= stop)
			more = false;
		while (more && (rate != 0 && !whole ? nbusy < 4096 &&
		    begun < (uint64_t)((at - start) * rate / 1000000) :
		    nbusy < (uint32_t)outstanding))
			if (!begin(renew)) {
				more = !whole && at < stop;
				break;
			}
		left = 20000;
		if (rate != 0 && !whole && more)
			left = start - at +
			    (int64_t)(begun + 1) * 1000000 / rate;
		receive(left < 0 ? 0 : left);
		at = now();
		if (at - swept > 50000) {
			give_up_old(at);
			swept = at;
		}
	}
	return (double)((whole ? at : stop) - start) / 1e6;
}

static int
compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static double
quantile(uint64_t n, double q)
{
	return n == 0 ? 0 : samples[(uint64_t)((double)(n - 1) * q)] / 1e3;
}

static void
report(double took)
{
	uint64_t n = done < SAMPLES ? done : SAMPLES;

	qsort(samples, n, sizeof(samples[0]), compare);
	printf("done=%llu lost=%llu naks=%llu seconds=%.3f rate=%.0f "
	    "p50=%.3f p99=%.3f max=%.3f\n", (unsigned long long)done,
	    (unsigned long long)lost, (unsigned long long)naks, took,
	    (double)done / took, quantile(n, .5), quantile(n, .99),
	    quantile(n, 1));
}

static void
open_socket(void)
{
	struct sockaddr_in in = { .sin_family = AF_INET,
	    .sin_port = htons(67), .sin_addr.s_addr = htonl(relay_addr) };
	const int size = 8 << 20;

	to = in;
	to.sin_addr.s_addr = htonl(server_addr);
	sock = socket(AF_INET, SOCK_DGRAM, 0);
	setsockopt(sock, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size));
	setsockopt(sock, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size));
	if (sock == -1 || bind(sock, (struct sockaddr *)&in,
	    sizeof(in)) == -1) {
		perror("dhcpload: socket");
		exit(1);
	}
}

int
main(int argc, char **argv)
{
	double took;
	bool one = false;
	int c;

	while ((c = getopt(argc, argv, "k:n:w:r:t:1")) != -1) {
		switch (c) {
		case 'k': renewing = strcmp(optarg, "renew") == 0; break;
		case 'n': nclients = (uint32_t)atoi(optarg); break;
		case 'w': outstanding = atoi(optarg); break;
		case 'r': rate = atoi(optarg); break;
		case 't': seconds = atoi(optarg); break;
		case '1': one = true; break;
		default: return 2;
		}
	}
	if (argc - optind != 2 || nclients > CLIENTS_MAX)
		return 2;
	server_addr = ntohl(inet_addr(argv[optind]));
	relay_addr = ntohl(inet_addr(argv[optind + 1]));
	clients = calloc(nclients, sizeof(clients[0]));
	busy = calloc(nclients + 1, sizeof(busy[0]));
	samples = calloc(SAMPLES, sizeof(samples[0]));
	open_socket();
	if (renewing) {
		once = true;
		run(false, true);
		once = false;
	}
	once = one;
	took = run(renewing, one);
	report(took);
	return 0;
}

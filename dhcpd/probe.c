#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "dhcpd/bpf.h"
#include "dhcpd/probe.h"

enum {
	ICMP_HEADER = 8,
	ECHO_REPLY = 0,
	ECHO_REQUEST = 8,
	ICMP_FILTER_OPTION = 1,		/* ICMP_FILTER of linux/icmp.h */
	CACHE = 4096,			/* addresses; a power of two */

	/* RFC 826 for Ethernet and IP: where what lies. */
	ARP_HLEN = 4,
	ARP_OPERATION = 6,
	ARP_HARDWARE = 8,		/* the sender's */
	ARP_SENDER = 14,
	ARP_TARGET = 24,
	ARP_SIZE = 28,
	ARP_REQUEST = 1,
	ARP_REPLY = 2,
	ETHERTYPE_ARP_ = 0x0806,	/* net/ethernet.h has a macro */
	ETHER_ADDR = 6
};

#ifndef SOL_RAW
#define SOL_RAW		255
#endif

struct probes {
	int		 icmp, arp;		/* arp -1: none */
	size_t		 n;			/* in use */
	uint32_t	 address[PROBES];	/* 0: free */
	int64_t		 until[PROBES];
	struct probe	*item[PROBES];		/* made when first used */
	struct probe	 answer;		/* given to the caller */
	struct {
		uint32_t address;
		int64_t	 until;
	} quiet[CACHE];		/* who did not answer */
};

static uint16_t
icmp_sum(const uint8_t *p, size_t len)
{
	uint32_t s = 0;

	for (; len > 1; p += 2, len -= 2)
		s += get_u16(p);
	while (s > 0xffff)
		s = (s >> 16) + (s & 0xffff);
	return (uint16_t)~s;
}

/*
 * Of all interfaces, replies only.  Protocol 0 first, so that nothing comes
 * in before the filter is there.
 */
static int
open_arp(void)
{
	struct bpf_insn insns[] = {
		{ BPF_LOAD_HALF, 0, 0, ARP_OPERATION },
		{ BPF_EQUAL, 0, 1, ARP_REPLY },
		{ BPF_RETURN, 0, 0, ARP_SIZE },
		{ BPF_RETURN, 0, 0, 0 },
	};
	struct bpf_program filter = { nitems(insns), insns };
	struct sockaddr_ll ll;
	int fd;

	fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	memset(&ll, 0, sizeof(ll));
	ll.sll_family = AF_PACKET;
	ll.sll_protocol = htons(ETHERTYPE_ARP_);
	if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter,
	    sizeof(filter)) == 0 &&
	    bind(fd, (struct sockaddr *)&ll, sizeof(ll)) == 0)
		return fd;
	close(fd);
	return -1;
}

struct probes *
probes_open(void)
{
	const uint32_t hide = ~(1u << ECHO_REPLY);
	struct probes *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->icmp = socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    IPPROTO_ICMP);
	if (p->icmp == -1) {
		free(p);
		return NULL;
	}
	(void)setsockopt(p->icmp, SOL_RAW, ICMP_FILTER_OPTION, &hide,
	    sizeof(hide));
	p->arp = open_arp();
	return p;
}

void
probes_close(struct probes *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < PROBES; i++)
		free(p->item[i]);
	close(p->icmp);
	if (p->arp != -1)
		close(p->arp);
	free(p);
}

int
probes_fd(const struct probes *p)
{
	return p->icmp;
}

int
probes_arp_fd(const struct probes *p)
{
	return p->arp;
}

static size_t
slot_of(const struct probes *p, uint32_t address)
{
	size_t i;

	for (i = 0; i < PROBES; i++)
		if (p->address[i] == address)
			break;
	return i;
}

static int
send_echo(const struct probes *p, uint32_t address)
{
	uint8_t echo[ICMP_HEADER + 4] = { ECHO_REQUEST };
	struct iovec part = { echo, sizeof(echo) };
	struct sockaddr_in to;
	struct msghdr m;

	put_u32(echo + ICMP_HEADER, address);
	put_u16(echo + 4, (uint16_t)address);
	put_u16(echo + 2, icmp_sum(echo, sizeof(echo)));
	memset(&to, 0, sizeof(to));
	to.sin_family = AF_INET;
	to.sin_addr.s_addr = htonl(address);
	memset(&m, 0, sizeof(m));
	m.msg_name = &to;
	m.msg_namelen = sizeof(to);
	m.msg_iov = &part;
	m.msg_iovlen = 1;
	return sendmsg(p->icmp, &m, 0) == -1 ? -1 : 0;
}

static bool
on_wire(const struct reply *reply)
{
	const struct interface *i = reply->interface;

	return reply->probe_arp && i->hardware.type == HTYPE_ETHERNET &&
	    i->hardware.len == ETHER_ADDR && i->netmask != 0 &&
	    (reply->probe & i->netmask) == (i->address & i->netmask);
}

/* Sender 0.0.0.0, so that nobody learns anything (RFC 5227 section 2.1.1). */
static void
send_arp(const struct probes *p, const struct interface *i, uint32_t address)
{
	uint8_t arp[ARP_SIZE] = { 0, 1, 8, 0, ETHER_ADDR, 4, 0, ARP_REQUEST };
	struct iovec part = { arp, sizeof(arp) };
	struct sockaddr_ll ll;
	struct msghdr m;

	memcpy(arp + ARP_HARDWARE, i->hardware.addr, ETHER_ADDR);
	put_u32(arp + ARP_TARGET, address);
	memset(&ll, 0, sizeof(ll));
	ll.sll_family = AF_PACKET;
	ll.sll_protocol = htons(ETHERTYPE_ARP_);
	ll.sll_ifindex = i->index;
	ll.sll_halen = ETHER_ADDR;
	memset(ll.sll_addr, 0xff, ETHER_ADDR);
	memset(&m, 0, sizeof(m));
	m.msg_name = &ll;
	m.msg_namelen = sizeof(ll);
	m.msg_iov = &part;
	m.msg_iovlen = 1;
	(void)sendmsg(p->arp, &m, 0);	/* ICMP asks the same */
}

static void
fill(struct probe *q, const struct reply *reply, const struct arrival *a,
    const uint8_t *request, size_t len)
{
	q->address = reply->probe;
	q->arrival = *a;
	q->reply = *reply;
	q->len = len;
	memcpy(q->request, request, len);
}

bool
probe_start(struct probes *p, const struct reply *reply,
    const struct arrival *a, const uint8_t *request, size_t len, int64_t now)
{
	uint32_t address = reply->probe;
	size_t i, quiet = address & (CACHE - 1);

	if (len > PACKET_MAX || (p->quiet[quiet].address == address &&
	    p->quiet[quiet].until > now))
		return false;
	i = slot_of(p, address);
	if (i == PROBES) {
		if (p->n == PROBES || (i = slot_of(p, 0)) == PROBES)
			return false;
		if (p->item[i] == NULL)
			p->item[i] = malloc(sizeof(*p->item[i]));
		if (p->item[i] == NULL || send_echo(p, address) == -1)
			return false;
		if (p->arp != -1 && on_wire(reply))
			send_arp(p, reply->interface, address);
		p->address[i] = address;
		p->until[i] = now + reply->probe_ms;
		p->n++;
	}
	fill(p->item[i], reply, a, request, len);
	return true;
}

/* The probe goes to the caller, its place is free. */
static const struct probe *
give(struct probes *p, size_t i)
{
	p->answer = *p->item[i];
	p->address[i] = 0;
	p->n--;
	return &p->answer;
}

/* Who has it already may well be the client itself. */
static bool
is_conflict(const struct probe *q, const uint8_t *arp, int interface)
{
	return on_wire(&q->reply) && q->reply.interface->index == interface &&
	    (q->reply.hardware.len != ETHER_ADDR ||
	    memcmp(q->reply.hardware.addr, arp + ARP_HARDWARE, ETHER_ADDR)
	    != 0);
}

static const struct probe *
answered_arp(struct probes *p)
{
	uint8_t arp[ARP_SIZE];
	struct sockaddr_ll ll;
	socklen_t len;
	ssize_t n;
	size_t i;

	for (;;) {
		len = sizeof(ll);
		n = recvfrom(p->arp, arp, sizeof(arp), MSG_DONTWAIT,
		    (struct sockaddr *)&ll, &len);
		if (n <= 0)
			return NULL;
		if ((size_t)n < sizeof(arp) || arp[ARP_HLEN] != ETHER_ADDR ||
		    get_u16(arp + ARP_OPERATION) != ARP_REPLY)
			continue;
		i = slot_of(p, get_u32(arp + ARP_SENDER));
		if (i < PROBES && p->address[i] != 0 &&
		    is_conflict(p->item[i], arp, ll.sll_ifindex))
			return give(p, i);
	}
}

static const struct probe *
answered_echo(struct probes *p)
{
	uint8_t packet[256];
	ssize_t n;
	size_t header, i;

	while ((n = recv(p->icmp, packet, sizeof(packet), MSG_DONTWAIT)) > 0) {
		header = (size_t)(packet[0] & 15) * 4;
		if ((size_t)n < header + ICMP_HEADER || header < 20 ||
		    packet[header] != ECHO_REPLY)
			continue;
		i = slot_of(p, get_u32(packet + 12));
		if (i < PROBES && p->address[i] != 0)
			return give(p, i);
	}
	return NULL;
}

const struct probe *
probe_answered(struct probes *p)
{
	const struct probe *q = answered_echo(p);

	return q == NULL && p->arp != -1 ? answered_arp(p) : q;
}

const struct probe *
probe_due(struct probes *p, int64_t now)
{
	uint32_t address;
	size_t i;

	for (i = 0; p->n > 0 && i < PROBES; i++) {
		address = p->address[i];
		if (address == 0 || p->until[i] > now)
			continue;
		p->quiet[address & (CACHE - 1)].address = address;
		p->quiet[address & (CACHE - 1)].until =
		    now + 1000 * PROBE_CACHE_SECONDS;
		return give(p, i);
	}
	return NULL;
}

int64_t
probe_next(const struct probes *p)
{
	int64_t next = -1;
	size_t i;

	for (i = 0; p->n > 0 && i < PROBES; i++)
		if (p->address[i] != 0 && (next == -1 || p->until[i] < next))
			next = p->until[i];
	return next;
}

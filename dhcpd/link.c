#include <sys/ioctl.h>
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
#include "dhcpd/link.h"

/* A burst of clients after a power failure waits here, not in the air. */
#define RECEIVE_BUFFER	(8 << 20)	/* bytes */
#define SEND_BUFFER	(2 << 20)

/* Of linux/if_ether.h and linux/if_packet.h: see bpf.h. */
#define ETHERTYPE_IPV4		0x0800
#define AUXDATA			8	/* PACKET_AUXDATA */
#define STATUS_CSUMNOTREADY	8u
#define STATUS_VLAN_VALID	16u
#define VLAN_ID			0xfffu

struct auxdata {
	uint32_t status, len, snaplen;
	uint16_t mac, net, vlan_tci, vlan_tpid;
};

/* --- sockets */

/* Larger than the system's limit only if we may. */
static void
set_buffers(int fd)
{
	const int in = RECEIVE_BUFFER, out = SEND_BUFFER;

#ifdef SO_RCVBUFFORCE
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &in, sizeof(in)) == -1)
#endif
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &in, sizeof(in));
#ifdef SO_SNDBUFFORCE
	if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &out, sizeof(out))
	    == -1)
#endif
		(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &out, sizeof(out));
}

/*
 * UDP to our port, no later fragment, and for 255.255.255.255 or from
 * 0.0.0.0: all else comes by the UDP socket.
 */
static int
attach_filter(int fd, uint16_t port)
{
	struct bpf_insn insns[] = {
		{ BPF_LOAD_BYTE, 0, 0, 9 },
		{ BPF_EQUAL, 0, 9, 17 },
		{ BPF_LOAD_HALF, 0, 0, 6 },
		{ BPF_SET, 7, 0, 0x3fff },
		{ BPF_LOAD_WORD, 0, 0, 16 },
		{ BPF_EQUAL, 2, 0, 0xffffffff },
		{ BPF_LOAD_WORD, 0, 0, 12 },
		{ BPF_EQUAL, 0, 3, 0 },
		{ BPF_HEADER_TO_X, 0, 0, 0 },
		{ BPF_LOAD_HALF_X, 0, 0, 2 },
		{ BPF_EQUAL, 1, 0, port },
		{ BPF_RETURN, 0, 0, 0 },
		{ BPF_RETURN, 0, 0, 0xffff },
	};
	struct bpf_program p = { nitems(insns), insns };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &p, sizeof(p));
}

/* Protocol 0 first, so that nothing comes in before the filter is there. */
static int
open_packet(struct link *l, uint16_t port)
{
	struct sockaddr_ll ll;
	const int on = 1;

	l->fd = socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0);
	if (l->fd == -1)
		return -1;
	memset(&ll, 0, sizeof(ll));
	ll.sll_family = AF_PACKET;
	ll.sll_protocol = htons(ETHERTYPE_IPV4);
	ll.sll_ifindex = l->interface.index;
	set_buffers(l->fd);
	if (attach_filter(l->fd, port) == -1 ||
	    setsockopt(l->fd, SOL_PACKET, AUXDATA, &on, sizeof(on)) == -1)
		return -1;
	return bind(l->fd, (struct sockaddr *)&ll, sizeof(ll));
}

static int
open_udp(struct links *links)
{
	struct sockaddr_in in;
	const int on = 1;
	int fd;

	fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	links->udp = fd;
	if (fd == -1)
		return -1;
	memset(&in, 0, sizeof(in));
	in.sin_family = AF_INET;
	in.sin_port = htons(links->server_port);
	in.sin_addr.s_addr = htonl(links->local);
	set_buffers(fd);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof(on)) == -1 ||
	    setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on)) == -1)
		return -1;
	return bind(fd, (struct sockaddr *)&in, sizeof(in));
}

/* --- reading */

union control {
	struct cmsghdr	 align;
	uint8_t		 bytes[CMSG_SPACE(64)];
};

struct link_batch {
	struct mmsghdr	 headers[LINK_BATCH];
	struct iovec	 parts[LINK_BATCH];
	union {
		struct sockaddr_ll ll;
		struct sockaddr_in in;
	} from[LINK_BATCH];
	union control	 control[LINK_BATCH];
	uint8_t		 data[LINK_BATCH][PACKET_MAX + FRAME_HEADER + 40];
};

int
links_open(struct links *links)
{
	size_t i;

	links->batch = calloc(1, sizeof(*links->batch));
	if (links->batch == NULL || open_udp(links) == -1)
		return -1;
	for (i = 0; i < links->n; i++)
		if (open_packet(&links->item[i], links->server_port) == -1)
			return -1;
	return 0;
}

/* How many came; 0: none; -1. */
static int
receive(struct link_batch *b, int fd)
{
	struct msghdr *m;
	size_t i;
	int n;

	for (i = 0; i < LINK_BATCH; i++) {
		m = &b->headers[i].msg_hdr;
		b->parts[i].iov_base = b->data[i];
		b->parts[i].iov_len = sizeof(b->data[i]);
		m->msg_name = &b->from[i];
		m->msg_namelen = sizeof(b->from[i]);
		m->msg_iov = &b->parts[i];
		m->msg_iovlen = 1;
		m->msg_control = b->control[i].bytes;
		m->msg_controllen = sizeof(b->control[i].bytes);
		m->msg_flags = 0;
	}
	n = recvmmsg(fd, b->headers, LINK_BATCH, MSG_DONTWAIT, NULL);
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return n;
}

/* Data of a control message, if it is that long; NULL: there is none. */
static const void *
control_data(struct msghdr *m, int level, int type, size_t size)
{
	struct cmsghdr *c;

	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c))
		if (c->cmsg_level == level && c->cmsg_type == type &&
		    c->cmsg_len >= CMSG_LEN(size))
			return CMSG_DATA(c);
	return NULL;
}

int
link_read(struct links *links, struct link *l, link_take *take, void *arg)
{
	struct link_batch *b = links->batch;
	struct arrival a;
	struct auxdata aux;
	const uint8_t *message;
	const void *found;
	size_t len;
	int i, n;

	n = receive(b, l->fd);
	for (i = 0; i < n; i++) {
		memset(&aux, 0, sizeof(aux));
		found = control_data(&b->headers[i].msg_hdr, SOL_PACKET,
		    AUXDATA, sizeof(aux));
		if (found != NULL)
			memcpy(&aux, found, sizeof(aux));
		/* Our own, or of a VLAN: that one has an interface. */
		if (b->from[i].ll.sll_pkttype == PACKET_OUTGOING ||
		    ((aux.status & STATUS_VLAN_VALID) != 0 &&
		    (aux.vlan_tci & VLAN_ID) != 0))
			continue;
		message = frame_parse(b->data[i], b->headers[i].msg_len,
		    links->server_port,
		    (aux.status & STATUS_CSUMNOTREADY) == 0, &a, &len);
		if (message == NULL)
			continue;
		a.interface = &l->interface;
		if (take != NULL)
			take(arg, message, len, &a);
	}
	return n;
}

static const struct interface *
interface_of(const struct links *links, int index)
{
	size_t i;

	for (i = 0; i < links->n; i++)
		if (links->item[i].interface.index == index &&
		    links->item[i].fd != -1)
			return &links->item[i].interface;
	return NULL;
}

int
link_read_udp(struct links *links, link_take *take, void *arg)
{
	struct link_batch *b = links->batch;
	struct in_pktinfo info;
	struct arrival a;
	const void *found;
	int i, n;

	n = receive(b, links->udp);
	for (i = 0; i < n; i++) {
		found = control_data(&b->headers[i].msg_hdr, IPPROTO_IP,
		    IP_PKTINFO, sizeof(info));
		if (found == NULL ||
		    (b->headers[i].msg_hdr.msg_flags & MSG_TRUNC) != 0)
			continue;
		memcpy(&info, found, sizeof(info));
		a.destination = ntohl(info.ipi_addr.s_addr);
		a.source = ntohl(b->from[i].in.sin_addr.s_addr);
		a.source_port = ntohs(b->from[i].in.sin_port);
		a.interface = interface_of(links, info.ipi_ifindex);
		/* The packet socket has seen this one. */
		if (a.destination == UINT32_MAX || a.source == 0)
			continue;
		/* By loopback, from a relay on this host. */
		if (a.interface == NULL && links->n > 0 &&
		    links_ours(links, a.source))
			a.interface = &links->item[0].interface;
		if (a.interface != NULL)
			take(arg, b->data[i], b->headers[i].msg_len, &a);
	}
	return n;
}

/* --- sending */

static int
send_frame(struct links *links, const struct link *l,
    const struct reply *reply)
{
	uint8_t frame[FRAME_HEADER + PACKET_REPLY];
	struct iovec part = { frame, FRAME_HEADER + reply->len };
	struct sockaddr_ll ll;
	struct msghdr m;
	bool broadcast = reply->target == TARGET_BROADCAST;

	memset(&ll, 0, sizeof(ll));
	ll.sll_family = AF_PACKET;
	ll.sll_protocol = htons(ETHERTYPE_IPV4);
	ll.sll_ifindex = l->interface.index;
	ll.sll_halen = l->interface.hardware.len;
	if (broadcast || reply->hardware.len != ll.sll_halen)
		memset(ll.sll_addr, 0xff, sizeof(ll.sll_addr));
	else
		memcpy(ll.sll_addr, reply->hardware.addr,
		    sizeof(ll.sll_addr) < reply->hardware.len ?
		    sizeof(ll.sll_addr) : reply->hardware.len);
	memcpy(frame + FRAME_HEADER, reply->packet, reply->len);
	frame_build(frame, reply->len, reply->source, links->server_port,
	    broadcast ? links->broadcast : reply->address, reply->port,
	    links->id++);
	memset(&m, 0, sizeof(m));
	m.msg_name = &ll;
	m.msg_namelen = sizeof(ll);
	m.msg_iov = &part;
	m.msg_iovlen = 1;
	return sendmsg(l->fd, &m, 0) == -1 ? -1 : 0;
}

/* With our identifier as source, if that is an address of ours. */
static int
send_udp(const struct links *links, const struct reply *reply)
{
	union control control;
	struct sockaddr_in to;
	struct in_pktinfo info;
	struct cmsghdr *c;
	struct iovec part;
	struct msghdr m;

	memset(&to, 0, sizeof(to));
	to.sin_family = AF_INET;
	to.sin_port = htons(reply->port);
	to.sin_addr.s_addr = htonl(reply->address);
	memset(&m, 0, sizeof(m));
	part.iov_base = (void *)(uintptr_t)reply->packet;
	part.iov_len = reply->len;
	m.msg_name = &to;
	m.msg_namelen = sizeof(to);
	m.msg_iov = &part;
	m.msg_iovlen = 1;
	if (links_ours(links, reply->source)) {
		memset(&control, 0, sizeof(control));
		memset(&info, 0, sizeof(info));
		info.ipi_spec_dst.s_addr = htonl(reply->source);
		m.msg_control = control.bytes;
		m.msg_controllen = CMSG_SPACE(sizeof(info));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = IPPROTO_IP;
		c->cmsg_type = IP_PKTINFO;
		c->cmsg_len = CMSG_LEN(sizeof(info));
		memcpy(CMSG_DATA(c), &info, sizeof(info));
	}
	return sendmsg(links->udp, &m, 0) == -1 ? -1 : 0;
}

int
link_send(struct links *links, const struct reply *reply)
{
	size_t i;

	if (reply->target == TARGET_IP)
		return send_udp(links, reply);
	for (i = 0; i < links->n; i++)
		if (&links->item[i].interface == reply->interface &&
		    links->item[i].fd != -1)
			return send_frame(links, &links->item[i], reply);
	errno = ENODEV;
	return -1;
}

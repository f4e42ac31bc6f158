#include "tftpd/udp.h"

#include <errno.h>
#include <string.h>

/* Of linux headers that musl's compiler wrapper does not see. */
#ifdef __linux__
#define SEGMENT			103	/* UDP_SEGMENT */
#define ORIGIN_ICMP		2	/* SO_EE_ORIGIN_ICMP */
#define ORIGIN_ICMP6		3

struct queued_error {			/* struct sock_extended_err */
	uint32_t error;
	uint8_t	 origin, type, code, pad;
	uint32_t info, data;
};
#endif

#define CONTROL		256		/* a header and its contents */

union control {
	struct cmsghdr	 align;
	char		 buf[CONTROL];
};

#ifdef __linux__
/* Reads what ICMP had to say; was it about the peer? */
bool
udp_refused(const struct udp_path *p)
{
	union address to;
	union control control;
	struct queued_error e;
	struct msghdr m = { 0 };
	struct cmsghdr *c;
	bool refused = false;

	for (;;) {
		m.msg_name = &to;
		m.msg_namelen = sizeof(to);
		m.msg_control = control.buf;
		m.msg_controllen = sizeof(control.buf);
		if (recvmsg(p->fd, &m, MSG_ERRQUEUE | MSG_DONTWAIT) == -1)
			return refused;
		c = CMSG_FIRSTHDR(&m);
		if (c == NULL || c->cmsg_len < CMSG_LEN(sizeof(e)))
			continue;
		memcpy(&e, CMSG_DATA(c), sizeof(e));
		if (e.error == ECONNREFUSED && (e.origin == ORIGIN_ICMP ||
		    e.origin == ORIGIN_ICMP6) && address_same(&to, &p->peer))
			refused = true;
	}
}
#else
bool
udp_refused(const struct udp_path *p)
{
	(void)p;
	return false;
}
#endif

/* From the address that was asked, where the socket has more than one. */
static void
put_source(const struct udp_path *p, struct msghdr *m, union control *control)
{
	struct in6_pktinfo info6 = { 0 };
	struct cmsghdr *c = &control->align;
#ifdef IP_PKTINFO
	struct in_pktinfo info = { 0 };

	if (p->local.sa.sa_family == AF_INET && p->family == AF_INET) {
		info.ipi_spec_dst = p->local.in.sin_addr;
		c->cmsg_level = IPPROTO_IP;
		c->cmsg_type = IP_PKTINFO;
		c->cmsg_len = CMSG_LEN(sizeof(info));
		memcpy(CMSG_DATA(c), &info, sizeof(info));
		m->msg_control = control->buf;
		m->msg_controllen = CMSG_SPACE(sizeof(info));
		return;
	}
#endif
	if (p->family == AF_INET6) {
		union address a = p->local;

		if (a.sa.sa_family == AF_INET)
			address_map(&a);
		info6.ipi6_addr = a.in6.sin6_addr;
		if (IN6_IS_ADDR_LINKLOCAL(&info6.ipi6_addr))
			info6.ipi6_ifindex = p->ifindex;
		c->cmsg_level = IPPROTO_IPV6;
		c->cmsg_type = IPV6_PKTINFO;
		c->cmsg_len = CMSG_LEN(sizeof(info6));
		memcpy(CMSG_DATA(c), &info6, sizeof(info6));
		m->msg_control = control->buf;
		m->msg_controllen = CMSG_SPACE(sizeof(info6));
	}
}

/*
 * The address as fd's family has it; *room holds it if it must be made.  A
 * socket that is tied knows its peer.
 */
static void
put_name(const struct udp_path *p, struct msghdr *m, const union address *to,
    union address *room)
{
	if (p->tied && to == &p->peer)
		return;
	*room = *to;
	if (p->family == AF_INET6 && to->sa.sa_family == AF_INET)
		address_map(room);
	m->msg_name = room;
	m->msg_namelen = address_length(room);
}

/*
 * An error that ICMP brought belongs to an earlier datagram, and has kept
 * this one from going out.
 */
static ssize_t
send_one(const struct udp_path *p, const struct msghdr *m)
{
	ssize_t n = sendmsg(p->fd, m, MSG_DONTWAIT | MSG_NOSIGNAL);

	if (n != -1 || p->shared || errno == EAGAIN || errno == ENOBUFS)
		return n;
	if (errno == EINVAL || errno == EMSGSIZE || errno == EIO)
		return n;
	if (udp_refused(p)) {
		errno = ECONNREFUSED;
		return -1;
	}
	n = sendmsg(p->fd, m, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n == -1 && errno == ECONNREFUSED)
		errno = EHOSTUNREACH;
	return n;
}

int
udp_send(const struct udp_path *p, const void *buf, size_t len,
    const union address *to)
{
	union control control;
	union address room;
	struct iovec iov;
	struct msghdr m = { 0 };

	memset(&control, 0, sizeof(control));
	memcpy(&iov.iov_base, &buf, sizeof(buf));	/* not const there */
	iov.iov_len = len;
	m.msg_iov = &iov;
	m.msg_iovlen = 1;
	put_name(p, &m, to != NULL ? to : &p->peer, &room);
	if (p->shared)
		put_source(p, &m, &control);
	return send_one(p, &m) == -1 ? -1 : 0;
}

#ifdef __linux__
/* All at once, cut by the kernel; false: not in this way. */
static bool
send_cut(struct udp_path *p, struct msghdr *m, size_t size, int *error)
{
	union control control;
	struct cmsghdr *c = &control.align;
	uint16_t segment = (uint16_t)size;

	memset(&control, 0, sizeof(control));
	c->cmsg_level = IPPROTO_UDP;
	c->cmsg_type = SEGMENT;
	c->cmsg_len = CMSG_LEN(sizeof(segment));
	memcpy(CMSG_DATA(c), &segment, sizeof(segment));
	m->msg_control = control.buf;
	m->msg_controllen = CMSG_SPACE(sizeof(segment));
	*error = 0;
	if (send_one(p, m) != -1)
		return true;
	*error = errno;
	m->msg_control = NULL;
	m->msg_controllen = 0;
	/* Does not fit one packet, or a device that cannot: not again. */
	if (*error == EINVAL || *error == EMSGSIZE || *error == EIO) {
		p->gso = false;
		return false;
	}
	return true;
}

static int
send_many(const struct udp_path *p, const struct msghdr *first,
    struct iovec *iov, unsigned n)
{
	struct mmsghdr m[UDP_BLOCKS];
	unsigned i;

	for (i = 0; i < n; i++) {
		m[i].msg_hdr = *first;
		m[i].msg_hdr.msg_iov = iov + 2 * (size_t)i;
		m[i].msg_hdr.msg_iovlen = 2;
		m[i].msg_len = 0;
	}
	return sendmmsg(p->fd, m, n, MSG_DONTWAIT | MSG_NOSIGNAL);
}
#else
static bool
send_cut(struct udp_path *p, struct msghdr *m, size_t size, int *error)
{
	(void)p;
	(void)m;
	(void)size;
	*error = 0;
	return false;
}

static int
send_many(const struct udp_path *p, const struct msghdr *first,
    struct iovec *iov, unsigned n)
{
	struct msghdr m = *first;
	unsigned i;

	for (i = 0; i < n; i++) {
		m.msg_iov = iov + 2 * (size_t)i;
		m.msg_iovlen = 2;
		if (send_one(p, &m) == -1)
			break;
	}
	return i > 0 ? (int)i : -1;
}
#endif

/* What a failed send means for n datagrams. */
static int
judge(int error, unsigned n)
{
	if (error == EAGAIN || error == ENOBUFS || error == EINTR)
		return 0;
	if (error == ECONNREFUSED || error == EFAULT) {
		errno = error;
		return -1;
	}
	return (int)n;		/* lost: they are sent again later */
}

int
udp_send_blocks(struct udp_path *p, struct iovec *iov, unsigned n,
    size_t size)
{
	union control control;
	union address room;
	struct msghdr m = { 0 };
	int error, sent;

	put_name(p, &m, &p->peer, &room);
	m.msg_iov = iov;
	m.msg_iovlen = 2 * (size_t)n;
	if (n > 1 && p->gso && send_cut(p, &m, size, &error))
		return error == 0 ? (int)n : judge(error, n);
	if (p->shared) {
		memset(&control, 0, sizeof(control));
		put_source(p, &m, &control);
	}
	if (n > 1) {
		sent = send_many(p, &m, iov, n);
		if (sent > 0)
			return sent;
		if (errno != ECONNREFUSED || p->shared)
			return judge(errno, n);
		/* The queue is emptied by the one below. */
		m.msg_iovlen = 2;
	}
	return send_one(p, &m) != -1 ? 1 : judge(errno, n);
}

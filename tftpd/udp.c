#include "tftpd/udp.h"

#include <arpa/inet.h>

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/*
 * A thousand machines switched on at once send a request each; each costs
 * about 800 bytes of this.
 */
#define REQUEST_BUFFER	(4 << 20)

#define CONTROL		256		/* two headers and their contents */

union control {
	struct cmsghdr	 align;
	char		 buf[CONTROL];
};

socklen_t
udp_length(const union address *a)
{
	return a->sa.sa_family == AF_INET6 ? sizeof(a->in6) : sizeof(a->in);
}

unsigned
udp_port(const union address *a)
{
	return ntohs(a->sa.sa_family == AF_INET6 ? a->in6.sin6_port :
	    a->in.sin_port);
}

void
udp_set_port(union address *a, unsigned port)
{
	if (a->sa.sa_family == AF_INET6)
		a->in6.sin6_port = htons((uint16_t)port);
	else
		a->in.sin_port = htons((uint16_t)port);
}

bool
udp_same(const union address *a, const union address *b)
{
	if (a->sa.sa_family != b->sa.sa_family || udp_port(a) != udp_port(b))
		return false;
	if (a->sa.sa_family == AF_INET)
		return a->in.sin_addr.s_addr == b->in.sin_addr.s_addr;
	return a->in6.sin6_scope_id == b->in6.sin6_scope_id &&
	    memcmp(&a->in6.sin6_addr, &b->in6.sin6_addr,
	    sizeof(a->in6.sin6_addr)) == 0;
}

const char *
udp_print(const union address *a, char text[UDP_IP])
{
	char name[IF_NAMESIZE];
	size_t n;

	if (a->sa.sa_family == AF_INET) {
		inet_ntop(AF_INET, &a->in.sin_addr, text, UDP_IP);
		return text;
	}
	inet_ntop(AF_INET6, &a->in6.sin6_addr, text, UDP_IP);
	n = strlen(text);
	if (a->in6.sin6_scope_id != 0)
		snprintf(text + n, UDP_IP - n, "%%%s",
		    if_indextoname(a->in6.sin6_scope_id, name) != NULL ?
		    name : "?");
	return text;
}

void
udp_plain(union address *a)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	if (a->sa.sa_family != AF_INET6 ||
	    !IN6_IS_ADDR_V4MAPPED(&a->in6.sin6_addr))
		return;
	in.sin_port = a->in6.sin6_port;
	memcpy(&in.sin_addr, a->in6.sin6_addr.s6_addr + 12, 4);
	memset(a, 0, sizeof(*a));
	a->in = in;
}

/* The other way, for a socket that knows IPv6 alone. */
static void
map(union address *a)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	in6.sin6_port = a->in.sin_port;
	in6.sin6_addr.s6_addr[10] = in6.sin6_addr.s6_addr[11] = 0xff;
	memcpy(in6.sin6_addr.s6_addr + 12, &a->in.sin_addr, 4);
	a->in6 = in6;
}

static int
turn_on(int fd, int level, int name)
{
	int on = 1;

	return setsockopt(fd, level, name, &on, sizeof(on));
}

/*
 * Fragments are worse than none, but no "don't fragment": where the path is
 * narrower than it says, that would be a black hole (T 2.4).
 */
static void
allow_fragments(int fd, int family)
{
#ifdef IP_PMTUDISC_DONT
	int dont = IP_PMTUDISC_DONT;

	setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &dont, sizeof(dont));
	if (family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, &dont,
		    sizeof(dont));
#endif
	(void)fd;
	(void)family;
}

static int
family_of(int fd)
{
	union address a;
	socklen_t len = sizeof(a);

	if (getsockname(fd, &a.sa, &len) == -1)
		return -1;
	if (a.sa.sa_family != AF_INET && a.sa.sa_family != AF_INET6) {
		errno = EAFNOSUPPORT;
		return -1;
	}
	return a.sa.sa_family;
}

int
udp_prepare(int fd)
{
	int family, type, size = REQUEST_BUFFER;
	socklen_t len = sizeof(type);

	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) == -1)
		return -1;
	if (type != SOCK_DGRAM) {
		errno = EPROTOTYPE;
		return -1;
	}
	family = family_of(fd);
	if (family == -1)
		return -1;
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) == -1 ||
	    fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK) == -1 ||
	    (family == AF_INET6 &&
	    turn_on(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO) == -1))
		return -1;
#ifdef IP_PKTINFO
	/* Also on a socket for IPv6 that takes IPv4. */
	if (turn_on(fd, IPPROTO_IP, IP_PKTINFO) == -1 && family == AF_INET)
		return -1;
#endif
	allow_fragments(fd, family);
#ifdef SO_RCVBUFFORCE
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size,
	    sizeof(size)) == 0)
		return 0;
#endif
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	return 0;
}

static int
open_socket(int family)
{
	return socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

static int
fail(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
	return -1;
}

int
udp_listen(const union address *a)
{
	int fd = open_socket(a->sa.sa_family);

	if (fd == -1)
		return -1;
	if ((a->sa.sa_family == AF_INET6 &&
	    turn_on(fd, IPPROTO_IPV6, IPV6_V6ONLY) == -1) ||
	    bind(fd, &a->sa, udp_length(a)) == -1 || udp_prepare(fd) == -1)
		return fail(fd);
	return fd;
}

/*
 * Whom was it for?  RFC 1123 section 4.2.3.5 and T 2.4: a broadcast is
 * answered from our own address, a multicast not at all.
 */
static bool
take_destination(struct udp_path *p, struct msghdr *m)
{
	struct in6_pktinfo info6;
	struct cmsghdr *c;
#ifdef IP_PKTINFO
	struct in_pktinfo info;
#endif

	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level == IPPROTO_IPV6 &&
		    c->cmsg_type == IPV6_PKTINFO) {
			memcpy(&info6, CMSG_DATA(c), sizeof(info6));
			if (IN6_IS_ADDR_MULTICAST(&info6.ipi6_addr))
				return false;
			/* A mapped one: IP_PKTINFO knows more. */
			if (IN6_IS_ADDR_V4MAPPED(&info6.ipi6_addr))
				continue;
			p->local.in6.sin6_family = AF_INET6;
			p->local.in6.sin6_addr = info6.ipi6_addr;
			p->ifindex = info6.ipi6_ifindex;
			if (IN6_IS_ADDR_LINKLOCAL(&info6.ipi6_addr))
				p->local.in6.sin6_scope_id = p->ifindex;
		}
#ifdef IP_PKTINFO
		if (c->cmsg_level == IPPROTO_IP &&
		    c->cmsg_type == IP_PKTINFO) {
			memcpy(&info, CMSG_DATA(c), sizeof(info));
			if (IN_MULTICAST(ntohl(info.ipi_addr.s_addr)))
				return false;
			p->local.in.sin_family = AF_INET;
			p->local.in.sin_addr = info.ipi_spec_dst;
			p->ifindex = (unsigned)info.ipi_ifindex;
		}
#endif
	}
	return true;
}

#ifdef __linux__
/*
 * An older kernel would not know the header that asks for it and send all
 * blocks as one, so it must be asked first.
 */
static bool
can_segment(int fd)
{
	socklen_t len = sizeof(int);
	int size;

	return getsockopt(fd, IPPROTO_UDP, SEGMENT, &size, &len) == 0;
}
#else
static bool
can_segment(int fd)
{
	(void)fd;
	return false;
}
#endif

ssize_t
udp_receive(int fd, void *buf, size_t size, struct udp_path *p)
{
	union control control;
	struct iovec iov = { buf, size };
	struct msghdr m = { 0 };
	ssize_t n;

	memset(p, 0, sizeof(*p));
	m.msg_name = &p->peer;
	m.msg_namelen = sizeof(p->peer);
	m.msg_iov = &iov;
	m.msg_iovlen = 1;
	m.msg_control = control.buf;
	m.msg_controllen = sizeof(control.buf);
	n = recvmsg(fd, &m, MSG_DONTWAIT);
	if (n == -1)
		return -1;
	p->fd = fd;
	p->shared = true;
	p->family = p->peer.sa.sa_family;
	udp_plain(&p->peer);
	if (!take_destination(p, &m) || udp_port(&p->peer) == 0) {
		errno = ENOMSG;
		return -1;
	}
	if (p->local.sa.sa_family != p->peer.sa.sa_family) {
		memset(&p->local, 0, sizeof(p->local));
		p->local.sa.sa_family = p->peer.sa.sa_family;
	}
	return n;
}

/* Some port from low to high that is free; the search begins anywhere. */
static int
bind_within(int fd, union address *a, unsigned low, unsigned high,
    unsigned start)
{
	unsigned i, n = high - low + 1;

	for (i = 0; i < n; i++) {
		udp_set_port(a, low + (start + i) % n);
		if (bind(fd, &a->sa, udp_length(a)) == 0)
			return 0;
		if (errno != EADDRINUSE)
			return -1;
	}
	return -1;
}

int
udp_own(struct udp_path *p, unsigned low, unsigned high)
{
	union address a = p->local;
	int fd = open_socket(a.sa.sa_family);

	if (fd == -1)
		return -1;
#ifdef IP_RECVERR
	if (a.sa.sa_family == AF_INET)
		turn_on(fd, IPPROTO_IP, IP_RECVERR);
	else
		turn_on(fd, IPPROTO_IPV6, IPV6_RECVERR);
#endif
	allow_fragments(fd, a.sa.sa_family);
	/* Which port is next must not be easy to tell; this is spread well. */
	if (bind_within(fd, &a, low, high, (unsigned)fd * 7919 +
	    udp_port(&p->peer) * 31) == -1)
		return fail(fd);
	p->fd = fd;
	p->shared = false;
	p->family = a.sa.sa_family;
	p->gso = can_segment(fd);
	return 0;
}

unsigned
udp_payload(const struct udp_path *p)
{
	bool v6 = p->peer.sa.sa_family == AF_INET6;
	unsigned headers = v6 ? 40 + 8 : 20 + 8;
	int mtu = 0, fd = open_socket(p->peer.sa.sa_family);
	socklen_t len = sizeof(mtu);

	if (fd == -1)
		return 0;
#ifdef IP_MTU
	/* A socket that is connected for the moment knows its route. */
	if (bind(fd, &p->local.sa, udp_length(&p->local)) == -1 ||
	    connect(fd, &p->peer.sa, udp_length(&p->peer)) == -1 ||
	    getsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP,
	    v6 ? IPV6_MTU : IP_MTU, &mtu, &len) == -1)
		mtu = 0;
#endif
	(void)len;
	close(fd);
	return mtu > (int)headers ? (unsigned)mtu - headers : 0;
}

#ifdef __linux__
/* Reads what ICMP had to say; was it about the peer? */
static bool
peer_refused(const struct udp_path *p)
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
		    e.origin == ORIGIN_ICMP6) && udp_same(&to, &p->peer))
			refused = true;
	}
}
#else
static bool
peer_refused(const struct udp_path *p)
{
	(void)p;
	return false;
}
#endif

ssize_t
udp_receive_own(const struct udp_path *p, void *buf, size_t size,
    union address *stranger)
{
	socklen_t len = sizeof(*stranger);
	ssize_t n;

	n = recvfrom(p->fd, buf, size, MSG_DONTWAIT, &stranger->sa, &len);
	if (n == -1) {
		if (errno != EAGAIN && errno != EINTR)
			errno = peer_refused(p) ? ECONNREFUSED : EAGAIN;
		return -1;
	}
	if (!udp_same(stranger, &p->peer)) {
		errno = ENOMSG;
		return -1;
	}
	return n;
}

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
			map(&a);
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

/* The address as fd's family has it; *room holds it if it must be made. */
static void
put_name(const struct udp_path *p, struct msghdr *m, const union address *to,
    union address *room)
{
	*room = *to;
	if (p->family == AF_INET6 && to->sa.sa_family == AF_INET)
		map(room);
	m->msg_name = room;
	m->msg_namelen = udp_length(room);
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
	if (peer_refused(p)) {
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
	if (error == ECONNREFUSED) {
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

#include "tftpd/udp.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Of a linux header that musl's compiler wrapper does not see. */
#define SEGMENT			103	/* UDP_SEGMENT */

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
open_socket(int family, int flags)
{
	return socket(family, SOCK_DGRAM | SOCK_CLOEXEC | flags, 0);
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
	int fd = open_socket(a->sa.sa_family, SOCK_NONBLOCK);

	if (fd == -1)
		return -1;
	if ((a->sa.sa_family == AF_INET6 &&
	    turn_on(fd, IPPROTO_IPV6, IPV6_V6ONLY) == -1) ||
	    bind(fd, &a->sa, address_length(a)) == -1 || udp_prepare(fd) == -1)
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
	address_plain(&p->peer);
	if (!take_destination(p, &m) || address_port(&p->peer) == 0) {
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
		address_set_port(a, low + (start + i) % n);
		if (bind(fd, &a->sa, address_length(a)) == 0)
			return 0;
		if (errno != EADDRINUSE)
			return -1;
	}
	return -1;
}

int
udp_own(struct udp_path *p, unsigned low, unsigned high)
{
	const struct timeval patience = { .tv_usec = 1 };
	union address a = p->local;
	int fd = open_socket(a.sa.sa_family, 0);

	if (fd == -1)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
#ifdef IP_RECVERR
	if (a.sa.sa_family == AF_INET)
		turn_on(fd, IPPROTO_IP, IP_RECVERR);
	else
		turn_on(fd, IPPROTO_IPV6, IPV6_RECVERR);
#endif
	allow_fragments(fd, a.sa.sa_family);
	/* Which port is next must not be easy to tell; this is spread well. */
	if (bind_within(fd, &a, low, high, (unsigned)fd * 7919 +
	    address_port(&p->peer) * 31) == -1)
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
	int mtu = 0, fd = open_socket(p->peer.sa.sa_family, 0);
	socklen_t len = sizeof(mtu);

	if (fd == -1)
		return 0;
#ifdef IP_MTU
	/* A socket that is connected for the moment knows its route. */
	if (bind(fd, &p->local.sa, address_length(&p->local)) == -1 ||
	    connect(fd, &p->peer.sa, address_length(&p->peer)) == -1 ||
	    getsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP,
	    v6 ? IPV6_MTU : IP_MTU, &mtu, &len) == -1)
		mtu = 0;
#endif
	(void)len;
	close(fd);
	return mtu > (int)headers ? (unsigned)mtu - headers : 0;
}

/*
 * For the moment in which both sockets get the same port that port may be
 * shared; what others could have of it then is what strangers send.
 */
static int
twin(const struct udp_path *p)
{
	union address a;
	socklen_t len = sizeof(a);
	int fd = open_socket(p->family, 0), off = 0;

	if (fd == -1)
		return -1;
	if (getsockname(p->fd, &a.sa, &len) == -1 ||
	    turn_on(p->fd, SOL_SOCKET, SO_REUSEADDR) == -1 ||
	    turn_on(fd, SOL_SOCKET, SO_REUSEADDR) == -1 ||
	    bind(fd, &a.sa, address_length(&a)) == -1)
		return fail(fd);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &off, sizeof(off));
	setsockopt(p->fd, SOL_SOCKET, SO_REUSEADDR, &off, sizeof(off));
	allow_fragments(fd, p->family);
	return fd;
}

int
udp_tie(struct udp_path *p)
{
	if (connect(p->fd, &p->peer.sa, address_length(&p->peer)) == -1)
		return -1;
	p->tied = true;
	return twin(p);
}

ssize_t
udp_receive_own(const struct udp_path *p, void *buf, size_t size, bool wait,
    union address *stranger)
{
	socklen_t len = sizeof(*stranger);
	ssize_t n;

	n = recvfrom(p->fd, buf, size, wait ? 0 : MSG_DONTWAIT, &stranger->sa,
	    &len);
	if (n == -1) {
		/* Also on EAGAIN: an error that is not read wakes us for ever. */
		errno = udp_refused(p) ? ECONNREFUSED : EAGAIN;
		return -1;
	}
	/* Tied or not: this may have come before it was. */
	if (!address_same(stranger, &p->peer)) {
		errno = ENOMSG;
		return -1;
	}
	return n;
}

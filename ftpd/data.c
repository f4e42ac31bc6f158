#include <sys/random.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "ftpd/data.h"
#include "ftpd/helper.h"

#define PORT_MIN	1024	/* RFC 2577 section 3 */
#define PORT_MAX	65535

/*
 * Strangers who connect first must not keep the peer out: whoever sends
 * RETR only after connect(2) would wait for ever for a place.
 */
#define BACKLOG		16

/* So many strangers are dropped before the control connection's turn. */
#define STRANGERS	16

static void
set_port(union address *a, uint16_t port)
{
	if (a->any.sa_family == AF_INET6)
		a->v6.sin6_port = htons(port);
	else
		a->v4.sin_port = htons(port);
}

static uint16_t
get_port(const union address *a)
{
	return ntohs(a->any.sa_family == AF_INET6 ? a->v6.sin6_port :
	    a->v4.sin_port);
}

bool
data_init(struct data *d, const struct data_settings *set,
    const struct peer *peer)
{
	memset(d, 0, sizeof(*d));
	d->set = set;
	d->fd = d->listener = -1;
	if (!hostport_set(&d->peer, peer->ip, peer->port))
		return false;
	/* Unknown: the system chooses, which knows only one mostly. */
	if (!hostport_set(&d->local, peer->local_ip, peer->local_port) ||
	    d->local.any.sa_family != d->peer.any.sa_family)
		hostport_any(&d->local, d->peer.any.sa_family, 0);
	return true;
}

/* A random number below n; from the kernel, for RFC 2577 section 8. */
static unsigned
random_below(unsigned n)
{
	uint32_t random = 0;

	(void)!getrandom(&random, sizeof(random), GRND_NONBLOCK);
	return random % n;
}

/* A listener on that address; -1 with errno. */
static int
listen_at(const union address *at)
{
	const int on = 1;
	int error, fd;

	fd = socket(at->any.sa_family, SOCK_STREAM | SOCK_NONBLOCK |
	    SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	/* The ports of a range are soon all in TIME-WAIT. */
	if (get_port(at) != 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, &at->any, hostport_size(at)) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

/* The same on some port of the range. */
static int
listen_range(const struct data_settings *set, union address *at)
{
	unsigned n = (unsigned)set->high - set->low + 1, first, i;
	int fd = -1;

	if (set->low == 0) {
		set_port(at, 0);
		return listen_at(at);
	}
	first = random_below(n);
	for (i = 0; i < n; i++) {
		set_port(at, (uint16_t)(set->low + (first + i) % n));
		fd = listen_at(at);
		if (fd != -1 || (errno != EADDRINUSE && errno != EACCES))
			break;
	}
	return fd;
}

int
data_listen(struct data *d, int family, union address *at)
{
	union address any = d->local, bound;
	socklen_t len = sizeof(bound);

	data_close(d);
	if (family != AF_UNSPEC && family != d->peer.any.sa_family) {
		errno = EAFNOSUPPORT;
		return -1;
	}
	d->listener = listen_range(d->set, &any);
	if (d->listener == -1 && (errno == EADDRNOTAVAIL || errno == EINVAL)) {
		/* Behind a proxy: its address is not ours; or a scope. */
		hostport_any(&any, d->peer.any.sa_family, 0);
		d->listener = listen_range(d->set, &any);
	}
	if (d->listener == -1 ||
	    getsockname(d->listener, &bound.any, &len) == -1) {
		data_close(d);
		return -1;
	}
	*at = d->local;
	if (at->any.sa_family == AF_INET &&
	    d->set->announce.s_addr != INADDR_ANY)
		at->v4.sin_addr = d->set->announce;
	set_port(at, get_port(&bound));
	d->how = DATA_LISTEN;
	return 0;
}

bool
data_port(struct data *d, const union address *to)
{
	data_close(d);
	if (!hostport_same(to, &d->peer) || get_port(to) < PORT_MIN)
		return false;
	d->to = *to;
	hostport_unmap(&d->to);
	d->how = DATA_PORT;
	return true;
}

/* Sockets that come from another process may block. */
static int
unblock(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags == -1)
		return -1;
	return (flags & O_NONBLOCK) != 0 ? 0 :
	    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

/*
 * The connection is there; ours: this process made it, and it does not block.
 * With PROT P the wrapper takes it.
 */
static int
opened(struct data *d, int fd, bool ours)
{
	if (d->listener != -1)
		close(d->listener);
	d->listener = -1;
	d->fd = -1;
	d->how = DATA_NONE;
	if (d->tls && (fd = helper_wrap(d->helper, fd)) == -1)
		return -1;
	if ((!ours || d->tls) && unblock(fd) == -1) {
		close(fd);
		return -1;
	}
	d->fd = fd;
	d->how = DATA_OPEN;
	return 1;
}

static int
step_listen(struct data *d)
{
	union address from;
	socklen_t len;
	unsigned n;
	int fd;

	for (n = 0; n < STRANGERS; n++) {
		len = sizeof(from);
		fd = accept4(d->listener, &from.any, &len,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd == -1)
			return errno == EAGAIN || errno == EINTR ||
			    errno == ECONNABORTED ? 0 : -1;
		if (d->set->any_peer || hostport_same(&from, &d->peer))
			return opened(d, fd, true);
		close(fd);
	}
	return 0;
}

/* From port 20, which is in TIME-WAIT mostly.  False: it is not to be had. */
static bool
from_port20(struct data *d, int fd)
{
	int on = 1;

	if (d->helper == NULL || !d->helper->port20)
		return false;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (helper_port20(d->helper, fd))
		return true;
	on = 0;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return false;
}

/* A socket to connect with. */
static int
active_socket(struct data *d, bool port20)
{
	union address from = d->local;
	int fd;

	fd = socket(d->to.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK |
	    SOCK_CLOEXEC, 0);
	if (fd == -1 || (port20 && from_port20(d, fd)))
		return fd;
	/* From where the client called, if that is an address of ours. */
	set_port(&from, 0);
	(void)!bind(fd, &from.any, hostport_size(&from));
	return fd;
}

static int
step_port(struct data *d)
{
	unsigned try;

	/*
	 * From port 20 the same connection cannot be made again as long as
	 * the one before is in TIME-WAIT; from another port it can.
	 */
	for (try = 0; try < 2; try++) {
		d->fd = active_socket(d, try == 0);
		if (d->fd == -1)
			return -1;
		if (connect(d->fd, &d->to.any, hostport_size(&d->to)) == 0)
			return opened(d, d->fd, false);
		if (errno == EINPROGRESS) {
			d->how = DATA_CONNECTING;
			return 0;
		}
		if (errno != EADDRNOTAVAIL && errno != EADDRINUSE)
			return -1;
		close(d->fd);
		d->fd = -1;
	}
	return -1;
}

static int
step_connecting(struct data *d)
{
	if (connect(d->fd, &d->to.any, hostport_size(&d->to)) == 0 ||
	    errno == EISCONN)
		return opened(d, d->fd, false);
	return errno == EALREADY || errno == EINPROGRESS ||
	    errno == EINTR ? 0 : -1;
}

int
data_step(struct data *d, int *fd, short *events)
{
	int error, result;

	switch (d->how) {
	case DATA_OPEN:
		return 1;
	case DATA_LISTEN:
		result = step_listen(d);
		break;
	case DATA_PORT:
		result = step_port(d);
		break;
	case DATA_CONNECTING:
		result = step_connecting(d);
		break;
	default:
		errno = ENOTCONN;
		return -1;
	}
	if (result == -1) {
		error = errno;
		data_close(d);
		errno = error;
	}
	*fd = d->how == DATA_LISTEN ? d->listener : d->fd;
	*events = d->how == DATA_LISTEN ? POLLIN : POLLOUT;
	return result;
}

int
data_fd(const struct data *d)
{
	return d->how == DATA_OPEN ? d->fd : -1;
}

void
data_close(struct data *d)
{
	if (d->listener != -1)
		close(d->listener);
	if (d->fd != -1)
		close(d->fd);
	d->listener = d->fd = -1;
	d->how = DATA_NONE;
}

int
data_announce(struct in_addr *to, const char *text)
{
	struct addrinfo hints, *list;
	struct sockaddr_in v4;

	if (inet_pton(AF_INET, text, to) == 1)
		return 0;
	memset(&hints, 0, sizeof(hints));
	hints.ai_family = AF_INET;
	hints.ai_socktype = SOCK_STREAM;
	if (getaddrinfo(text, NULL, &hints, &list) != 0)
		return -1;
	memcpy(&v4, list->ai_addr, sizeof(v4));
	freeaddrinfo(list);
	*to = v4.sin_addr;
	return 0;
}

bool
data_range(struct data_settings *set, const char *text)
{
	uint64_t low, high;
	size_t used = scan_digits(text, strlen(text), PORT_MAX, &low);

	if (used == 0 || (text[used] != ':' && text[used] != '-') ||
	    !scan_number(text + used + 1, PORT_MAX, &high) ||
	    low < PORT_MIN || high < low)
		return false;
	set->low = (uint16_t)low;
	set->high = (uint16_t)high;
	return true;
}

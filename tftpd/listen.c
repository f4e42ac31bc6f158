#include "tftpd/listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/daemon.h"
#include "common/scan.h"
#include "tftpd/udp.h"

#define HOST	256			/* RFC 1035 section 2.3.4 */
#define SERVICE	"tftp"
#define PORT	"69"			/* when /etc/services has no tftp */

/* "[addr]:port", "addr:port", ":port", "addr", and IPv6 without brackets. */
static bool
split(const char *text, char host[HOST], const char **port)
{
	const char *end, *colon = strchr(text, ':');
	size_t len = strlen(text);

	if (text[0] == '[') {
		end = strchr(text, ']');
		if (end == NULL || (end[1] != '\0' && end[1] != ':'))
			return false;
		if (end[1] == ':')
			*port = end + 2;
		return scan_copy(host, HOST, text + 1,
		    (size_t)(end - text) - 1);
	}
	if (colon != NULL && strchr(colon + 1, ':') == NULL) {
		len = (size_t)(colon - text);
		*port = colon + 1;
	}
	return scan_copy(host, HOST, text, len);
}

/* Of a number that is too large getaddrinfo(3) takes the lower bits. */
static bool
usable(const char *port)
{
	uint64_t n;

	return port[strspn(port, "0123456789")] != '\0' ||
	    (scan_number(port, 65535, &n) && n > 0);
}

static int
add(struct sockets *s, int fd, char *error, size_t size, const char *what)
{
	if (s->n == SERVER_SOCKETS) {
		close(fd);
		snprintf(error, size, "%s: too many sockets", what);
		return -1;
	}
	s->fds[s->n++] = fd;
	return 0;
}

static int
open_all(struct sockets *s, const struct addrinfo *first, bool any,
    char *error, size_t size, const char *what)
{
	const struct addrinfo *ai;
	union address a;
	size_t before = s->n;
	int fd, problem = EADDRNOTAVAIL;

	for (ai = first; ai != NULL; ai = ai->ai_next) {
		if (ai->ai_addrlen > sizeof(a))
			continue;
		memset(&a, 0, sizeof(a));
		memcpy(&a, ai->ai_addr, ai->ai_addrlen);
		fd = udp_listen(&a);
		if (fd == -1) {
			problem = errno;
			/* "All addresses" are those that there are. */
			if (any && (errno == EAFNOSUPPORT ||
			    errno == EADDRNOTAVAIL))
				continue;
			break;
		}
		if (add(s, fd, error, size, what) == -1)
			return -1;
	}
	if (ai == NULL && s->n > before)
		return 0;
	snprintf(error, size, "%s: %s", what, strerror(problem));
	return -1;
}

static int
open_address(struct sockets *s, const struct flags *f, const char *text,
    char *error, size_t size)
{
	struct addrinfo hints = { .ai_flags = AI_PASSIVE,
		.ai_socktype = SOCK_DGRAM };
	struct addrinfo *list;
	const char *port = f->service != NULL ? f->service : SERVICE;
	char host[HOST], what[HOST + 64];
	int result;

	if (!split(text, host, &port) || *port == '\0') {
		snprintf(error, size, "-a %s: not an address", text);
		return -1;
	}
	if (!usable(port)) {
		snprintf(error, size, "port %s: not from 1 to 65535", port);
		return -1;
	}
	snprintf(what, sizeof(what), "%s port %s",
	    host[0] == '\0' ? "all addresses," : host, port);
	hints.ai_family = f->ipv4 == f->ipv6 ? AF_UNSPEC :
	    f->ipv4 ? AF_INET : AF_INET6;
	result = getaddrinfo(host[0] == '\0' ? NULL : host, port, &hints,
	    &list);
	if (result != 0 && strcmp(port, SERVICE) == 0)
		result = getaddrinfo(host[0] == '\0' ? NULL : host, PORT,
		    &hints, &list);
	if (result != 0) {
		snprintf(error, size, "%s: %s", what, gai_strerror(result));
		return -1;
	}
	result = open_all(s, list, host[0] == '\0', error, size, what);
	freeaddrinfo(list);
	return result;
}

static int
inherit(struct sockets *s, int first, size_t n, char *error, size_t size)
{
	size_t i;
	int fd;

	s->inherited = true;
	for (i = 0; i < n; i++) {
		fd = first + (int)i;
		if (udp_prepare(fd) == -1) {
			snprintf(error, size, "descriptor %d: %s", fd,
			    errno == ENOTSOCK ? "not a socket; -l stands "
			    "alone" : strerror(errno));
			return -1;
		}
		if (add(s, fd, error, size, "descriptors") == -1)
			return -1;
	}
	return 0;
}

int
listen_find(struct sockets *s, const struct flags *f, char *error,
    size_t size)
{
	size_t i, n;
	int first;

	memset(s, 0, sizeof(*s));
	n = daemon_sockets(&first);
	if (n > 0)
		return inherit(s, first, n, error, size);
	if (!f->alone)
		return inherit(s, STDIN_FILENO, 1, error, size);
	if (f->naddresses == 0)
		return open_address(s, f, "", error, size);
	for (i = 0; i < f->naddresses; i++)
		if (open_address(s, f, f->addresses[i], error, size) == -1)
			return -1;
	return 0;
}

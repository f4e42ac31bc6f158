#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/log.h"
#include "common/peer.h"
#include "common/scan.h"
#include "common/tls.h"

#define PORT_MAX	65535
#define UNKNOWN		"-"		/* in our own mark and in the log */

/* Text of an address; IPv4 inside IPv6 (RFC 4291 2.5.5.2) becomes IPv4. */
static bool
print_v6(const struct in6_addr *a, char out[PEER_IP])
{
	if (IN6_IS_ADDR_V4MAPPED(a))
		return inet_ntop(AF_INET, a->s6_addr + 12, out, PEER_IP) !=
		    NULL;
	return inet_ntop(AF_INET6, a, out, PEER_IP) != NULL;
}

/*
 * The canonical text of what may be an address.  A scope ("%eth0") says
 * something to this host only, and is dropped.
 */
static bool
canonical(const char *ip, char out[PEER_IP])
{
	char text[PEER_IP];
	struct in6_addr a6;
	struct in_addr a4;

	if (inet_pton(AF_INET, ip, &a4) == 1)
		return inet_ntop(AF_INET, &a4, out, PEER_IP) != NULL;
	return scan_copy(text, sizeof(text), ip, strcspn(ip, "%")) &&
	    inet_pton(AF_INET6, text, &a6) == 1 && print_v6(&a6, out);
}

bool
peer_set(struct peer *p, const char *ip, unsigned port)
{
	char text[PEER_IP] = "";

	if (port > PORT_MAX || !canonical(ip, text))
		return false;
	memcpy(p->ip, text, sizeof(text));
	p->port = (uint16_t)port;
	p->name[0] = '\0';
	p->loopback = strncmp(text, "127.", 4) == 0 ||
	    strcmp(text, "::1") == 0;
	return true;
}

bool
peer_set_local(struct peer *p, const char *ip, unsigned port)
{
	char text[PEER_IP] = "";

	if (port > PORT_MAX || !canonical(ip, text))
		return false;
	memcpy(p->local_ip, text, sizeof(text));
	p->local_port = (uint16_t)port;
	return true;
}

/* A missing port is 0. */
static unsigned
port_of(const char *text)
{
	uint64_t n;

	return text != NULL && scan_number(text, PORT_MAX, &n) ?
	    (unsigned)n : 0;
}

static bool
from_environment(struct peer *p, const char *ip, const char *port)
{
	const char *text = getenv(ip);

	return text != NULL &&
	    peer_set(p, text, port == NULL ? 0 : port_of(getenv(port)));
}

/* What the resolver said is the peer's word as much as anybody's. */
static void
take_name(struct peer *p)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
	const char *name = getenv("TCPREMOTEHOST");
	size_t len;

	if (name == NULL)
		return;
	len = strspn(name, good);
	if (name[len] == '\0' && scan_copy(p->name, sizeof(p->name), name,
	    len))
		scan_lower(p->name);
}

/* The environment of tcpserver and its like. */
static bool
from_tcpserver(struct peer *p)
{
	const char *ip = getenv("TCPLOCALIP");

	if (!from_environment(p, "TCPREMOTEIP", "TCPREMOTEPORT"))
		return false;
	take_name(p);
	if (ip != NULL)
		peer_set_local(p, ip, port_of(getenv("TCPLOCALPORT")));
	return true;
}

static bool
print_address(const struct sockaddr_storage *sa, char ip[PEER_IP],
    unsigned *port)
{
	struct sockaddr_in6 sin6;
	struct sockaddr_in sin;

	if (sa->ss_family == AF_INET) {
		memcpy(&sin, sa, sizeof(sin));
		*port = ntohs(sin.sin_port);
		return inet_ntop(AF_INET, &sin.sin_addr, ip, PEER_IP) != NULL;
	}
	if (sa->ss_family != AF_INET6)
		return false;
	memcpy(&sin6, sa, sizeof(sin6));
	*port = ntohs(sin6.sin6_port);
	return print_v6(&sin6.sin6_addr, ip);
}

static bool
from_socket(struct peer *p, int fd)
{
	struct sockaddr_storage sa;
	socklen_t len = sizeof(sa);
	char ip[PEER_IP];
	unsigned port;

	memset(&sa, 0, sizeof(sa));
	if (getpeername(fd, (struct sockaddr *)&sa, &len) == -1 ||
	    !print_address(&sa, ip, &port) || !peer_set(p, ip, port))
		return false;
	len = sizeof(sa);
	if (getsockname(fd, (struct sockaddr *)&sa, &len) == 0 &&
	    print_address(&sa, ip, &port))
		peer_set_local(p, ip, port);
	return true;
}

/*
 * Our own word from before the wrapper, and nothing else: behind stunnel
 * the socket says 127.0.0.1 (safety 1.5).  It is not handed on.
 */
static void
from_mark(struct peer *p)
{
	const char *mark = getenv(TLS_MARK);
	char text[4 * PEER_IP], *s = text, *word[4];
	size_t i;

	if (mark != NULL && scan_copy(text, sizeof(text), mark,
	    strlen(mark))) {
		for (i = 0; i < nitems(word); i++)
			word[i] = scan_word(&s);
		if (word[3] != NULL) {
			if (peer_set(p, word[0], port_of(word[1])))
				take_name(p);
			peer_set_local(p, word[2], port_of(word[3]));
		}
	}
	unsetenv(TLS_MARK);
}

void
peer_find(struct peer *p, const struct suite *suite, int fd)
{
	bool found;

	memset(p, 0, sizeof(*p));
	if (suite->resumed) {
		from_mark(p);
		return;
	}
	if (suite->tls && !suite->proxy) {
		if (from_tcpserver(p) ||
		    from_environment(p, "REMOTE_HOST", NULL) ||
		    from_environment(p, "REMOTE_ADDR", "REMOTE_PORT"))
			return;
		/* The wrapper's own end of the line is nobody's address. */
		if (from_socket(p, fd) && p->loopback)
			memset(p, 0, sizeof(*p));
		return;
	}
	found = from_socket(p, fd);
	if (found)
		take_name(p);
	else if (!from_tcpserver(p) &&
	    !from_environment(p, "REMOTE_ADDR", "REMOTE_PORT"))
		from_environment(p, "REMOTE_HOST", NULL);
	/* The proxy may sit here; whom it speaks for need not. */
	if (suite->proxy)
		p->loopback = false;
}

static const char *
known(const char *ip)
{
	return ip[0] != '\0' ? ip : UNKNOWN;
}

const char *
peer_ip(const struct peer *p)
{
	return known(p->ip);
}

void
peer_log(const struct peer *p, bool tls)
{
	log_event(LOG_INFO, "connect rip=%s rport=%u lip=%s%s%s tls=%s",
	    known(p->ip), p->port, known(p->local_ip),
	    p->name[0] != '\0' ? " name=" : "", p->name, tls ? "yes" : "no");
}

static bool
export(const char *name, const char *value)
{
	return (value[0] == '\0' ? unsetenv(name) :
	    setenv(name, value, 1)) == 0;
}

int
peer_export(const struct peer *p)
{
	char mark[4 * PEER_IP], port[8] = "", local_port[8] = "";

	snprintf(mark, sizeof(mark), "%s %u %s %u", known(p->ip), p->port,
	    known(p->local_ip), p->local_port);
	if (p->ip[0] != '\0')
		snprintf(port, sizeof(port), "%u", p->port);
	if (p->local_ip[0] != '\0')
		snprintf(local_port, sizeof(local_port), "%u", p->local_port);
	if (!export(TLS_MARK, mark) || !export("PROTO", "TCP") ||
	    !export("TCPREMOTEIP", p->ip) || !export("TCPREMOTEPORT", port) ||
	    !export("TCPREMOTEHOST", p->name) ||
	    !export("TCPLOCALIP", p->local_ip) ||
	    !export("TCPLOCALPORT", local_port))
		return -1;
	return 0;
}

/*
 * The PROXY protocol, versions 1 and 2, as HAProxy's proxy-protocol.txt has
 * it; sections cited are that text's.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "common/lineio.h"
#include "common/peer.h"
#include "common/scan.h"

#define V1_START	"PROXY "
#define V1_START_LEN	6
#define V1_MAX		107		/* CRLF included (section 2.1) */

/* Section 2.2: signature, version and command, family, length. */
#define V2_FIXED	16
#define V2_LEN_MAX	(PEER_PROXY_MAX - V2_FIXED)
#define V2_INET		(4 + 4 + 2 + 2)
#define V2_INET6	(16 + 16 + 2 + 2)
#define V2_UNIX		(108 + 108)

static const unsigned char v2_start[12] = "\r\n\r\n\0\r\nQUIT\n";

static bool
port_of(const char *text, unsigned *port)
{
	uint64_t n;

	if ((text[0] == '0' && text[1] != '\0') ||
	    !scan_number(text, 65535, &n))
		return false;
	*port = (unsigned)n;
	return true;
}

static bool
set_both(struct peer *p, const char *ip, unsigned port, const char *local_ip,
    unsigned local_port)
{
	struct peer new = *p;

	if (!peer_set(&new, ip, port) ||
	    !peer_set_local(&new, local_ip, local_port))
		return false;
	*p = new;
	return true;
}

/* What follows "TCP4 ": two addresses, two ports, single blanks. */
static bool
read_words(struct peer *p, char *s, int family)
{
	unsigned char raw[16];
	unsigned port, local_port;
	char *word[4];
	size_t i;

	for (i = 0; i < nitems(word); i++) {
		word[i] = s;
		s = strchr(s, ' ');
		if ((s == NULL) != (i == nitems(word) - 1))
			return false;
		if (s != NULL)
			*s++ = '\0';
	}
	return inet_pton(family, word[0], raw) == 1 &&
	    inet_pton(family, word[1], raw) == 1 &&
	    port_of(word[2], &port) && port_of(word[3], &local_port) &&
	    set_both(p, word[0], port, word[1], local_port);
}

static enum peer_proxy
read_v1(struct peer *p, const char *buf, size_t len, size_t *used)
{
	char line[V1_MAX + 1], *s = line + V1_START_LEN;
	size_t max = len < V1_MAX ? len : V1_MAX;
	const char *lf = memchr(buf, '\n', max);
	bool good;

	if (lf == NULL)
		return len < V1_MAX ? PEER_PROXY_MORE : PEER_PROXY_BAD;
	*used = (size_t)(lf - buf) + 1;
	if (*used < V1_START_LEN + 2 || lf[-1] != '\r' ||
	    !scan_copy(line, sizeof(line), buf, *used - 2) ||
	    strlen(line) != *used - 2)			/* a NUL */
		return PEER_PROXY_BAD;
	if (strncmp(s, "TCP4 ", 5) == 0)
		good = read_words(p, s + 5, AF_INET);
	else if (strncmp(s, "TCP6 ", 5) == 0)
		good = read_words(p, s + 5, AF_INET6);
	else
		good = strncmp(s, "UNKNOWN", 7) == 0 &&
		    (s[7] == '\0' || s[7] == ' ');
	return good ? PEER_PROXY_OK : PEER_PROXY_BAD;
}

static unsigned
be16(const unsigned char *b)
{
	return (unsigned)b[0] << 8 | b[1];
}

/* size is an address's.  Both addresses come first, then both ports. */
static bool
read_addresses(struct peer *p, const unsigned char *b, int family,
    size_t size)
{
	char ip[PEER_IP], local_ip[PEER_IP];
	const unsigned char *ports = b + 2 * size;

	return inet_ntop(family, b, ip, sizeof(ip)) != NULL &&
	    inet_ntop(family, b + size, local_ip, sizeof(local_ip)) != NULL &&
	    set_both(p, ip, be16(ports), local_ip, be16(ports + 2));
}

/* Families that say nothing to us leave the peer as it was. */
static bool
read_family(struct peer *p, const unsigned char *b, unsigned family,
    size_t len)
{
	switch (family) {
	case 0x11:		/* TCP over IPv4 */
		return len >= V2_INET && read_addresses(p, b, AF_INET, 4);
	case 0x21:		/* TCP over IPv6 */
		return len >= V2_INET6 && read_addresses(p, b, AF_INET6, 16);
	case 0x12:
		return len >= V2_INET;
	case 0x22:
		return len >= V2_INET6;
	case 0x31:
	case 0x32:
		return len >= V2_UNIX;
	case 0x00:
		return true;
	default:
		return false;
	}
}

static enum peer_proxy
read_v2(struct peer *p, const unsigned char *buf, size_t len, size_t *used)
{
	unsigned command, more;

	if (len > 12 && buf[12] != 0x20 && buf[12] != 0x21)
		return PEER_PROXY_BAD;
	if (len < V2_FIXED)
		return PEER_PROXY_MORE;
	command = buf[12] & 0xf;
	more = be16(buf + 14);
	if (more > V2_LEN_MAX)
		return PEER_PROXY_BAD;
	if (len - V2_FIXED < more)
		return PEER_PROXY_MORE;
	*used = V2_FIXED + more;	/* and the TLVs are skipped */
	if (command == 1 && !read_family(p, buf + V2_FIXED, buf[13], more))
		return PEER_PROXY_BAD;
	return PEER_PROXY_OK;
}

enum peer_proxy
peer_proxy(struct peer *p, const void *buf, size_t len, size_t *used)
{
	size_t n;

	*used = 0;
	n = len < V1_START_LEN ? len : V1_START_LEN;
	if (memcmp(buf, V1_START, n) == 0)
		return n < V1_START_LEN ? PEER_PROXY_MORE :
		    read_v1(p, buf, len, used);
	n = len < sizeof(v2_start) ? len : sizeof(v2_start);
	if (memcmp(buf, v2_start, n) == 0)
		return n < sizeof(v2_start) ? PEER_PROXY_MORE :
		    read_v2(p, buf, len, used);
	return PEER_PROXY_BAD;
}

bool
peer_read_proxy(struct peer *p, struct lineio *io)
{
	char buf[PEER_PROXY_MAX];
	size_t len = 0, n, used;

	line_phase(io, PEER_PROXY_SECONDS);
	while (len < sizeof(buf)) {
		if (line_read(io, buf + len, sizeof(buf) - len, &n) != LINE_OK)
			return false;
		len += n;
		switch (peer_proxy(p, buf, len, &used)) {
		case PEER_PROXY_OK:
			return line_unread(io, buf + used, len - used);
		case PEER_PROXY_BAD:
			return false;
		case PEER_PROXY_MORE:
			break;
		}
	}
	return false;
}

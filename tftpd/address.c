#include "tftpd/address.h"

#include <arpa/inet.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/scan.h"

socklen_t
address_length(const union address *a)
{
	return a->sa.sa_family == AF_INET6 ? sizeof(a->in6) : sizeof(a->in);
}

unsigned
address_port(const union address *a)
{
	return ntohs(a->sa.sa_family == AF_INET6 ? a->in6.sin6_port :
	    a->in.sin_port);
}

void
address_set_port(union address *a, unsigned port)
{
	if (a->sa.sa_family == AF_INET6)
		a->in6.sin6_port = htons((uint16_t)port);
	else
		a->in.sin_port = htons((uint16_t)port);
}

bool
address_same_host(const union address *a, const union address *b)
{
	if (a->sa.sa_family != b->sa.sa_family)
		return false;
	if (a->sa.sa_family == AF_INET)
		return a->in.sin_addr.s_addr == b->in.sin_addr.s_addr;
	return a->in6.sin6_scope_id == b->in6.sin6_scope_id &&
	    memcmp(&a->in6.sin6_addr, &b->in6.sin6_addr,
	    sizeof(a->in6.sin6_addr)) == 0;
}

bool
address_same(const union address *a, const union address *b)
{
	return address_port(a) == address_port(b) && address_same_host(a, b);
}

const char *
address_print(const union address *a, char text[ADDRESS_TEXT])
{
	size_t n;

	if (a->sa.sa_family == AF_INET) {
		inet_ntop(AF_INET, &a->in.sin_addr, text, ADDRESS_TEXT);
		return text;
	}
	inet_ntop(AF_INET6, &a->in6.sin6_addr, text, ADDRESS_TEXT);
	n = strlen(text);
	/* The interface's number: its name would take a socket for ioctl(2). */
	if (a->in6.sin6_scope_id != 0)
		snprintf(text + n, ADDRESS_TEXT - n, "%%%u",
		    (unsigned)a->in6.sin6_scope_id);
	return text;
}

void
address_plain(union address *a)
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
void
address_map(union address *a)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	in6.sin6_port = a->in.sin_port;
	in6.sin6_addr.s6_addr[10] = in6.sin6_addr.s6_addr[11] = 0xff;
	memcpy(in6.sin6_addr.s6_addr + 12, &a->in.sin_addr, 4);
	a->in6 = in6;
}

bool
network_parse(struct network *n, const char *text)
{
	char ip[ADDRESS_TEXT];
	size_t len = strcspn(text, "/");
	uint64_t bits;

	memset(n, 0, sizeof(*n));
	if (!scan_copy(ip, sizeof(ip), text, len))
		return false;
	if (inet_pton(AF_INET, ip, n->prefix) == 1)
		n->family = AF_INET;
	else if (inet_pton(AF_INET6, ip, n->prefix) == 1)
		n->family = AF_INET6;
	else
		return false;
	bits = n->family == AF_INET ? 32 : 128;
	if (text[len] == '/' && !scan_number(text + len + 1, bits, &bits))
		return false;
	n->bits = (unsigned)bits;
	return true;
}

bool
network_holds(const struct network *n, const union address *a)
{
	const unsigned char *ip = a->sa.sa_family == AF_INET6 ?
	    a->in6.sin6_addr.s6_addr :
	    (const unsigned char *)&a->in.sin_addr;
	unsigned whole = n->bits / 8, rest = n->bits % 8;

	if (a->sa.sa_family != n->family || memcmp(ip, n->prefix, whole) != 0)
		return false;
	return rest == 0 || ((ip[whole] ^ n->prefix[whole]) &
	    (0xffu << (8 - rest) & 0xff)) == 0;
}

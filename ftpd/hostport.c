#include <arpa/inet.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "ftpd/hostport.h"

#define PORT_MAX	65535
#define FAMILY_MAX	65535	/* "af-number" (RFC 2428 section 2) */

static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255 };

/* Nothing but blanks. */
static bool
at_end(const char *s)
{
	return s[strspn(s, " ")] == '\0';
}

bool
hostport_port(const char *arg, union address *a)
{
	uint8_t bytes[6];
	uint64_t n;
	size_t i, used;

	arg += strspn(arg, " ");
	for (i = 0; i < sizeof(bytes); i++) {
		if (i > 0 && *arg++ != ',')
			return false;
		used = scan_digits(arg, strlen(arg), 255, &n);
		if (used == 0 || used > 3)
			return false;
		bytes[i] = (uint8_t)n;
		arg += used;
	}
	if (!at_end(arg))
		return false;
	memset(a, 0, sizeof(*a));
	a->v4.sin_family = AF_INET;
	memcpy(&a->v4.sin_addr, bytes, 4);
	memcpy(&a->v4.sin_port, bytes + 4, 2);
	return true;
}

/* The text of an address in its family; false: it is none. */
static bool
set_host(union address *a, int family, const char *text, uint16_t port)
{
	memset(a, 0, sizeof(*a));
	a->any.sa_family = (sa_family_t)family;
	if (family == AF_INET) {
		a->v4.sin_port = htons(port);
		return inet_pton(AF_INET, text, &a->v4.sin_addr) == 1;
	}
	a->v6.sin6_port = htons(port);
	return inet_pton(AF_INET6, text, &a->v6.sin6_addr) == 1;
}

/* The text up to the delimiter; NULL: there is none, or it does not fit. */
static const char *
field(const char *arg, char delimiter, char *text, size_t size)
{
	const char *end = strchr(arg, delimiter);

	if (end == NULL || !scan_copy(text, size, arg, (size_t)(end - arg)))
		return NULL;
	return end + 1;
}

enum hostport
hostport_eprt(const char *arg, union address *a)
{
	char family[8], host[INET6_ADDRSTRLEN], port[8], d;
	uint64_t af, number;

	arg += strspn(arg, " ");
	d = *arg;
	/* RFC 2428 section 2: any of ASCII 33 to 126; a digit cannot work. */
	if (d < 33 || d > 126 || (d >= '0' && d <= '9'))
		return HOSTPORT_SYNTAX;
	arg = field(arg + 1, d, family, sizeof(family));
	if (arg == NULL || !scan_number(family, FAMILY_MAX, &af))
		return HOSTPORT_SYNTAX;
	if (af != 1 && af != 2)
		return HOSTPORT_FAMILY;
	arg = field(arg, d, host, sizeof(host));
	if (arg != NULL)
		arg = field(arg, d, port, sizeof(port));
	if (arg == NULL || !at_end(arg) ||
	    !scan_number(port, PORT_MAX, &number) ||
	    !set_host(a, af == 1 ? AF_INET : AF_INET6, host,
	    (uint16_t)number))
		return HOSTPORT_SYNTAX;
	return HOSTPORT_OK;
}

enum hostport
hostport_epsv(const char *arg, int *family, bool *all)
{
	uint64_t n;
	size_t used;

	*family = AF_UNSPEC;
	*all = false;
	arg += strspn(arg, " ");
	if (*arg == '\0')
		return HOSTPORT_OK;
	if (strncasecmp(arg, "ALL", 3) == 0 && at_end(arg + 3)) {
		*all = true;
		return HOSTPORT_OK;
	}
	used = scan_digits(arg, strlen(arg), FAMILY_MAX, &n);
	if (used == 0 || !at_end(arg + used))
		return HOSTPORT_SYNTAX;
	if (n != 1 && n != 2)
		return HOSTPORT_FAMILY;
	*family = n == 1 ? AF_INET : AF_INET6;
	return HOSTPORT_OK;
}

void
hostport_text(char text[HOSTPORT_TEXT], const struct sockaddr_in *a)
{
	uint8_t b[6];

	memcpy(b, &a->sin_addr, 4);
	memcpy(b + 4, &a->sin_port, 2);
	snprintf(text, HOSTPORT_TEXT, "%u,%u,%u,%u,%u,%u", b[0], b[1], b[2],
	    b[3], b[4], b[5]);
}

void
hostport_unmap(union address *a)
{
	struct sockaddr_in v4;

	if (a->any.sa_family != AF_INET6 ||
	    memcmp(&a->v6.sin6_addr, mapped, sizeof(mapped)) != 0)
		return;
	memset(&v4, 0, sizeof(v4));
	v4.sin_family = AF_INET;
	v4.sin_port = a->v6.sin6_port;
	memcpy(&v4.sin_addr, a->v6.sin6_addr.s6_addr + 12, 4);
	memset(a, 0, sizeof(*a));
	a->v4 = v4;
}

bool
hostport_same(const union address *first, const union address *second)
{
	union address a = *first, b = *second;

	hostport_unmap(&a);
	hostport_unmap(&b);
	if (a.any.sa_family != b.any.sa_family)
		return false;
	if (a.any.sa_family == AF_INET)
		return a.v4.sin_addr.s_addr == b.v4.sin_addr.s_addr;
	return a.any.sa_family == AF_INET6 && memcmp(&a.v6.sin6_addr,
	    &b.v6.sin6_addr, sizeof(a.v6.sin6_addr)) == 0;
}

socklen_t
hostport_size(const union address *a)
{
	return a->any.sa_family == AF_INET6 ? sizeof(a->v6) : sizeof(a->v4);
}

bool
hostport_set(union address *a, const char *ip, uint16_t port)
{
	union address set;

	memset(&set, 0, sizeof(set));
	if (inet_pton(AF_INET, ip, &set.v4.sin_addr) == 1) {
		hostport_any(a, AF_INET, port);
		a->v4.sin_addr = set.v4.sin_addr;
		return true;
	}
	if (inet_pton(AF_INET6, ip, &set.v6.sin6_addr) != 1)
		return false;
	hostport_any(a, AF_INET6, port);
	a->v6.sin6_addr = set.v6.sin6_addr;
	return true;
}

void
hostport_any(union address *a, int family, uint16_t port)
{
	memset(a, 0, sizeof(*a));
	a->any.sa_family = (sa_family_t)family;
	if (family == AF_INET6)
		a->v6.sin6_port = htons(port);
	else
		a->v4.sin_port = htons(port);
}

/*
 * hostport: addresses as PORT, EPRT, EPSV and their replies spell them.
 *
 * Parsing only: whether an address may be connected to is data.h's to say.
 */
#ifndef HOSTPORT_H
#define HOSTPORT_H

#include <sys/socket.h>

#include <netinet/in.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An address of either family. */
union address {
	struct sockaddr		any;
	struct sockaddr_in	v4;
	struct sockaddr_in6	v6;
};

enum hostport {
	HOSTPORT_OK,
	HOSTPORT_SYNTAX,	/* 501 */
	HOSTPORT_FAMILY		/* 522: a network protocol we do not have */
};

/* h1,h2,h3,h4,p1,p2 (RFC 959 section 4.1.2): decimal bytes, no more. */
bool	 hostport_port(const char *arg, union address *);

/* |1|132.235.1.2|6275| with any delimiter (RFC 2428 section 2). */
enum hostport hostport_eprt(const char *arg, union address *);

/*
 * EPSV's argument (RFC 2428 section 3): "" is *family 0, 1 AF_INET, 2
 * AF_INET6; ALL is *all.  Blanks around it are allowed.
 */
enum hostport hostport_epsv(const char *arg, int *family, bool *all);

/* "h1,h2,h3,h4,p1,p2" for the 227 reply; the address is IPv4. */
#define HOSTPORT_TEXT	24
void	 hostport_text(char text[HOSTPORT_TEXT], const struct sockaddr_in *);

/* Makes IPv4 of IPv6 with IPv4 inside (::ffff:a.b.c.d). */
void	 hostport_unmap(union address *);

/* The same host, whatever the ports; mapped or not. */
bool	 hostport_same(const union address *, const union address *);

socklen_t hostport_size(const union address *);

/* An address as text, without a scope.  False: it is none. */
bool	 hostport_set(union address *, const char *ip, uint16_t port);

/* Any address of that family. */
void	 hostport_any(union address *, int family, uint16_t port);

#endif

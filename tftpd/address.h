/*
 * address: of clients and of our own; networks that may ask.
 *
 * An address is IPv4 or IPv6, never IPv4 inside IPv6, but on its way
 * through a socket that takes both.
 */
#ifndef TFTPD_ADDRESS_H
#define TFTPD_ADDRESS_H

#include <sys/socket.h>

#include <netinet/in.h>

#include <stdbool.h>
#include <stddef.h>

#define ADDRESS_TEXT	64	/* a printed address with its scope */

union address {
	struct sockaddr		sa;
	struct sockaddr_in	in;
	struct sockaddr_in6	in6;
};

socklen_t address_length(const union address *);
unsigned address_port(const union address *);
void	 address_set_port(union address *, unsigned port);

/* The same host; address_same(): and the same port. */
bool	 address_same_host(const union address *, const union address *);
bool	 address_same(const union address *, const union address *);

/* Prints the address, without its port. */
const char *address_print(const union address *, char text[ADDRESS_TEXT]);

/* IPv4 inside IPv6 becomes IPv4; and the other way. */
void	 address_plain(union address *);
void	 address_map(union address *);

/* "10.0.0.0/8", "2001:db8::/32", or one address. */
struct network {
	int		 family;
	unsigned	 bits;
	unsigned char	 prefix[16];
};

bool	 network_parse(struct network *, const char *text);
bool	 network_holds(const struct network *, const union address *);

#endif

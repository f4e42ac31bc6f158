/*
 * wish: which options are in a reply: what the client asked for, what is
 * sent unasked, and what is made here.
 */
#ifndef DHCPD_WISH_H
#define DHCPD_WISH_H

#include "dhcpd/exchange.h"

#define OPTIONS_MAX	300	/* 255 codes, and those of a list of 255 */

/* The options of one reply, in order, and room for those made here. */
struct wish {
	struct packet_option item[OPTIONS_MAX];
	size_t		 n;		/* 0 at first, and no has[] */
	bool		 has[256];
	uint8_t		 type[1];
	uint8_t		 seconds[4], renewal[4], rebinding[4];
	uint8_t		 mask[4], route[4];
	uint8_t		 fqdn[FQDN_MAX];
};

/* Borrows value until the reply is built; the first of a code counts. */
void	 wish_add(struct wish *, uint8_t code, struct bytes value);

/* All that goes into a reply of this type; seconds 0: it is no lease. */
void	 wish_gather(struct exchange *, struct wish *, uint8_t type,
	    uint32_t seconds);

/* What a relay added, which wants it back; wish_gather() does it too. */
void	 wish_agent(struct exchange *, struct wish *);

/* Firmware that boots by the network. */
bool	 wish_pxe(const struct packet *);

#endif

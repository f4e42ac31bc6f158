/*
 * probe: is anybody there?  ICMP echo before an OFFER (RFC 2131 section
 * 2.2), and ARP where the address is on the wire that the client is on:
 * hosts behind a packet filter answer that.  Never blocking: the offer waits
 * in a table of fixed size, and when the table is full it is sent without.
 *
 * That nobody answered is good for a minute.
 */
#ifndef DHCPD_PROBE_H
#define DHCPD_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/packet.h"
#include "dhcpd/respond.h"

#define PROBES	1024		/* offers that wait at a time */
#define PROBE_CACHE_SECONDS 60	/* who was not there need not be asked again */

/* One offer that waits; free when address is 0. */
struct probe {
	uint32_t	 address;
	int64_t		 until;		/* milliseconds, monotonic */
	struct arrival	 arrival;
	struct reply	 reply;
	size_t		 len;		/* of the request */
	uint8_t		 request[PACKET_MAX];
};

struct probes;

/*
 * Opens the ICMP socket, and that for ARP if there is such a thing; needs
 * CAP_NET_RAW.  NULL with errno.
 */
struct probes *probes_open(void);
void	 probes_close(struct probes *);
int	 probes_fd(const struct probes *);
int	 probes_arp_fd(const struct probes *);		/* -1: none */

/*
 * Asks for reply->probe and keeps the offer; a second offer for an address
 * that is being asked for replaces the first.  False when it was not kept:
 * the answer is known, the table is full or nothing could be sent; the
 * caller sends the offer.
 */
bool	 probe_start(struct probes *, const struct reply *,
	    const struct arrival *, const uint8_t *request, size_t len,
	    int64_t now);

/*
 * What answered: the probe, good until the next call; NULL: no more.  The
 * caller marks the address and answers the request anew.
 */
const struct probe *probe_answered(struct probes *);
/* What nobody answered until now: the caller sends its offer. */
const struct probe *probe_due(struct probes *, int64_t now);
/* When the next one is due; -1: none. */
int64_t	 probe_next(const struct probes *);

#endif
